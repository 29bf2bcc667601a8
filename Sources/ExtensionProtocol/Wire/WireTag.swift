/// What stands in front of every field: its number and its wire type, in one integer.
package struct WireTag: Equatable, Sendable {
    let rawValue: UInt32

    /// Where fields of the wire types that this package's messages use stand: integers, and anything with a length.
    @inline(__always)
    static func varint(_ field: UInt32) -> WireTag { WireTag(rawValue: field << 3) }
    @inline(__always)
    static func bytes(_ field: UInt32) -> WireTag { WireTag(rawValue: field << 3 | 2) }

    @inline(__always)
    var fieldNumber: UInt32 { rawValue >> 3 }
}
