/// A value for `$1`, `$2` and so on. It never becomes part of the SQL text.
package struct PostgresParameter: Sendable {
    let type: PostgresType
    let format: PostgresFormat
    /// Nil is NULL. Text ends with a zero byte, as libpq wants it.
    let bytes: [UInt8]?

    /// One value in binary format; nil is NULL.
    package static func value(_ value: (some PostgresScalar)?) -> PostgresParameter {
        PostgresParameter(type: type(of: value), format: .binary, bytes: value.map(encode))
    }

    /// A text whose type the server infers, as it does for a literal in quotes, so that it fits an enum, an inet or a number too. One that
    /// holds a zero byte, which PostgreSQL can't store, makes the query throw.
    package static func value(_ text: String?) -> PostgresParameter {
        PostgresParameter(type: .inferred, format: .text, bytes: text.map { Array($0.utf8) + [0] })
    }

    /// A one-dimensional array in binary format; nil is NULL, for the array as for its elements. Strings are text[].
    package static func array<Element: PostgresScalar>(_ elements: [Element?]?) -> PostgresParameter {
        PostgresParameter(type: Element.postgresArrayType, format: .binary, bytes: elements.map(PostgresArray.encode))
    }

    /// libpq takes text up to the first zero byte, which would silently cut it.
    var isCutByLibPQ: Bool {
        guard format == .text, let bytes else { return false }
        return bytes.firstIndex(of: 0) != bytes.count - 1
    }

    private static func type<Value: PostgresScalar>(of value: Value?) -> PostgresType { Value.postgresType }

    private static func encode(_ value: some PostgresScalar) -> [UInt8] {
        var bytes: [UInt8] = []
        value.encode(into: &bytes)
        return bytes
    }
}
