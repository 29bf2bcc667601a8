/// Why bytes aren't a protobuf message.
package enum WireError: Error, Sendable, Hashable {
    /// The bytes end within a field.
    case truncated
    /// A varint has more than ten bytes, or a tag more than 32 bits.
    case malformedVarint
    /// A tag has field number 0, or wire type 6 or 7.
    case malformedTag
    /// A group ends that hasn't begun, or ends by another number than it began.
    case unbalancedGroup
    /// Groups are nested deeper than a reader follows.
    case tooManyGroups
}
