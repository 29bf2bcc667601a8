/// The fields of a message, without knowing the message. Ends at malformed bytes, with the last field that begins before them.
struct OracleFields: Sequence, IteratorProtocol {
    struct Field {
        let number: Int
        let wireType: UInt64
        /// What a length stands before; empty for other wire types.
        let content: ArraySlice<UInt8>
    }

    private var rest: ArraySlice<UInt8>

    init(_ bytes: ArraySlice<UInt8>) {
        rest = bytes
    }

    mutating func next() -> Field? {
        guard let tag = varint() else { return nil }
        let number = Int(truncatingIfNeeded: tag >> 3)
        let wireType = tag & 7
        guard let content = content(number, wireType) else {
            rest = []
            return Field(number: number, wireType: wireType, content: [])
        }
        return Field(number: number, wireType: wireType, content: content)
    }

    private mutating func content(_ number: Int, _ wireType: UInt64) -> ArraySlice<UInt8>? {
        switch wireType {
        case 0: return varint().map { _ in [] }
        case 1: return take(8).map { _ in [] }
        case 2: return varint().flatMap { take($0) }
        case 3: return endGroup(number) ? [] : nil
        case 5: return take(4).map { _ in [] }
        default: return nil
        }
    }

    private mutating func endGroup(_ number: Int) -> Bool {
        while let tag = varint() {
            if tag & 7 == 4 { return tag >> 3 == number }
            guard content(Int(truncatingIfNeeded: tag >> 3), tag & 7) != nil else { return false }
        }
        return false
    }

    private mutating func varint() -> UInt64? {
        var value: UInt64 = 0
        for shift in stride(from: UInt64(0), to: 70, by: 7) {
            guard let byte = rest.popFirst() else { return nil }
            value |= UInt64(byte & 0x7F) << shift
            if byte < 0x80 { return value }
        }
        return nil
    }

    private mutating func take(_ count: UInt64) -> ArraySlice<UInt8>? {
        guard count <= rest.count else { return nil }
        defer { rest.removeFirst(Int(count)) }
        return rest.prefix(Int(count))
    }
}
