extension UnsafeBufferPointer<UInt8> {
    /// Compares eight bytes at a time: header fields are compared on every call.
    @inline(__always)
    func equals(_ other: UnsafeBufferPointer<UInt8>) -> Bool {
        guard count == other.count else { return false }
        guard count >= 8 else { return zip(self, other).allSatisfy { $0 == $1 } }
        var offset = 0
        while offset + 8 <= count {
            guard word(at: offset) == other.word(at: offset) else { return false }
            offset += 8
        }
        return word(at: count - 8) == other.word(at: count - 8)
    }

    @inline(__always)
    func equals(_ text: StaticString) -> Bool {
        equals(UnsafeBufferPointer(start: text.utf8Start, count: text.utf8CodeUnitCount))
    }

    @inline(__always)
    func starts(with text: StaticString) -> Bool {
        count >= text.utf8CodeUnitCount && UnsafeBufferPointer(rebasing: self[..<text.utf8CodeUnitCount]).equals(text)
    }

    /// The eight bytes at `offset`, in the machine's order.
    @inline(__always)
    func word(at offset: Int) -> UInt64 {
        UnsafeRawBufferPointer(self).loadUnaligned(fromByteOffset: offset, as: UInt64.self)
    }
}
