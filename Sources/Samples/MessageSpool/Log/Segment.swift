/// One segment that has records which weren't removed.
struct Segment {
    let header: SegmentHeader
    /// Where the whole frames end. Nothing is read past it.
    var length: Int
    /// The file's size.
    var size: Int
    /// Records that weren't removed, and what they have.
    var records = 0
    var bytes = 0
    /// Some of it couldn't be read: it is kept when the rest was removed.
    var isDamaged = false

    var sequence: UInt64 { header.sequence }
}
