extension [UInt8] {
    mutating func append(littleEndian value: some FixedWidthInteger) {
        Swift.withUnsafeBytes(of: value.littleEndian) { append(contentsOf: $0) }
    }

    /// The integer at this index, which must be whole.
    func littleEndian<Value: FixedWidthInteger>(_ type: Value.Type = Value.self, at index: Int) -> Value {
        precondition(index >= 0 && index + MemoryLayout<Value>.size <= count)
        return withUnsafeBytes { Value(littleEndian: $0.loadUnaligned(fromByteOffset: index, as: Value.self)) }
    }
}
