/// A place between two records: a segment, and an offset in its file.
struct SpoolPosition: Hashable, Sendable {
    var sequence: UInt64
    var offset: Int

    static let start = SpoolPosition(sequence: 0, offset: 0)
}
