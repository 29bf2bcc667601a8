/// Makes the bytes of one batch, for one place in one segment.
struct FrameEncoder {
    let nonce: UInt64
    let offset: Int
    private(set) var bytes: [UInt8]

    /// For a batch at `offset`. At 0, the segment's header comes first; anywhere else, a mark for what is there already.
    private init(_ header: SegmentHeader, at offset: Int, capacity: Int) {
        nonce = header.nonce
        self.offset = offset
        bytes = []
        bytes.reserveCapacity(capacity)
        if offset == 0 { bytes += header.encoded } else { appendMark() }
    }

    private mutating func append(_ record: [UInt8]) { append(record, length: UInt32(record.count)) }

    private mutating func appendMark() {
        var payload: [UInt8] = []
        payload.append(littleEndian: nonce)
        append(payload, length: UInt32(payload.count) | Frame.markBit)
    }

    private mutating func append(_ payload: [UInt8], length: UInt32) {
        let place = offset + bytes.count
        bytes.append(littleEndian: length)
        bytes.append(littleEndian: payload.withUnsafeBytes { Frame.checksum($0, length: length, at: place, nonce: nonce) })
        bytes += payload
    }
}

extension FrameEncoder {
    /// A batch of nothing, behind what a segment has.
    static func mark(_ header: SegmentHeader, at offset: Int) -> [UInt8] { batch([], header, at: offset) }

    /// A batch of records.
    static func batch(_ records: [[UInt8]], _ header: SegmentHeader, at offset: Int) -> [UInt8] {
        var encoder = FrameEncoder(header, at: offset, capacity: size(of: records))
        for record in records { encoder.append(record) }
        return encoder.bytes
    }

    /// The most that a batch of these records takes, wherever it is written.
    static func size(of records: [[UInt8]]) -> Int { records.reduce(SegmentHeader.size) { $0 + Frame.size(of: $1) } }
}
