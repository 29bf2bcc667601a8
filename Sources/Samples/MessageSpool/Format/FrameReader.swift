/// Reads the frames of one segment in order, a part of the file at a time. Changes nothing, and trusts nothing without its checksum.
struct FrameReader {
    /// What comes next.
    enum Element: Hashable {
        case record([UInt8])
        /// Damage: bytes that were on the disk, by the mark behind them.
        case gap(Range<Int>)
        /// Nothing more; so many bytes before the limit aren't whole frames.
        case end(torn: Int)
    }

    private enum Content {
        case record([UInt8])
        case mark
    }

    /// How much is read at once, if a frame doesn't need more.
    static let chunk = 256 << 10

    let file: any SpoolFile
    let nonce: UInt64
    let limit: Int
    /// Where the next frame begins.
    private(set) var offset: Int
    private var window: [UInt8] = []
    private var windowStart = 0

    /// Reads from `offset`, where a frame begins, up to `limit`.
    init(_ file: any SpoolFile, nonce: UInt64, from offset: Int, to limit: Int) {
        self.file = file
        self.nonce = nonce
        self.limit = limit
        self.offset = offset
    }

    mutating func next() throws(StorageFailure) -> Element {
        while offset < limit {
            guard let (content, size) = try frame(at: offset) else { return try skipDamage() }
            offset += size
            if case .record(let record) = content { return .record(record) }
        }
        return .end(torn: 0)
    }

    private mutating func frame(at place: Int) throws(StorageFailure) -> (Content, size: Int)? {
        guard try load(place, Frame.overhead) else { return nil }
        let length = window.littleEndian(UInt32.self, at: place - windowStart)
        let expected = window.littleEndian(UInt32.self, at: place - windowStart + 4)
        let count = Int(length & ~Frame.markBit)
        let start = place + Frame.overhead
        guard count <= Frame.maximumPayload, try load(place, Frame.overhead + count) else { return nil }
        let payload = window[(start - windowStart)..<(start - windowStart + count)]
        let actual = payload.withUnsafeBytes { Frame.checksum($0, length: length, at: place, nonce: nonce) }
        guard actual == expected else { return nil }
        return (length & Frame.markBit == 0 ? .record(Array(payload)) : .mark, Frame.overhead + count)
    }

    /// Goes on at the next mark. Without one, this is the end.
    private mutating func skipDamage() throws(StorageFailure) -> Element {
        let start = offset
        var candidate = start + 1
        while let found = try findNonce(from: candidate + Frame.overhead).map({ $0 - Frame.overhead }) {
            if case .mark = try frame(at: found)?.0 {
                offset = found
                return .gap(start..<found)
            }
            candidate = found + 1
        }
        offset = limit
        return .end(torn: limit - start)
    }

    /// Where the nonce's bytes are next: every mark has them behind its first eight bytes.
    private mutating func findNonce(from start: Int) throws(StorageFailure) -> Int? {
        var place = start
        let first = UInt8(truncatingIfNeeded: nonce)
        while try load(place, 8) {
            let end = windowStart + window.count - 8
            while place <= end {
                if window[place - windowStart] == first, window.littleEndian(UInt64.self, at: place - windowStart) == nonce { return place }
                place += 1
            }
        }
        return nil
    }

    /// Makes the window hold these bytes of the file; false if they aren't all there.
    private mutating func load(_ start: Int, _ count: Int) throws(StorageFailure) -> Bool {
        guard start + count <= limit else { return false }
        if start >= windowStart, start + count <= windowStart + window.count { return true }
        window = try file.read(min(max(count, Self.chunk), limit - start), at: start)
        windowStart = start
        return window.count >= count
    }
}
