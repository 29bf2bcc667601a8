/// How a value is written on the wire.
package enum PostgresFormat: Int32, Sendable {
    case text = 0
    case binary = 1
}
