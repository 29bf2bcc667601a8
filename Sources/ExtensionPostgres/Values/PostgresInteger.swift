/// An integer reads every column type that it can hold.
package protocol PostgresInteger: PostgresScalar, FixedWidthInteger {}

extension PostgresInteger {
    package func encode(into buffer: inout [UInt8]) { buffer.append(bigEndian: self) }

    package static func decode(_ bytes: UnsafeRawBufferPointer, of type: PostgresType) -> Self? {
        switch type {
        case .int2: Int16(bigEndianBytes: bytes).map(Self.init(truncatingIfNeeded:))
        case .int4 where bitWidth >= 32: Int32(bigEndianBytes: bytes).map(Self.init(truncatingIfNeeded:))
        case .int8 where bitWidth >= 64: Int64(bigEndianBytes: bytes).map(Self.init(truncatingIfNeeded:))
        default: nil
        }
    }
}

extension Int16: PostgresInteger {
    package static var postgresType: PostgresType { .int2 }
    package static var postgresArrayType: PostgresType { .int2Array }
}

extension Int32: PostgresInteger {
    package static var postgresType: PostgresType { .int4 }
    package static var postgresArrayType: PostgresType { .int4Array }
}

extension Int64: PostgresInteger {
    package static var postgresType: PostgresType { .int8 }
    package static var postgresArrayType: PostgresType { .int8Array }
}

extension Int: PostgresInteger {
    package static var postgresType: PostgresType { .int8 }
    package static var postgresArrayType: PostgresType { .int8Array }
}

extension FixedWidthInteger {
    init?(bigEndianBytes bytes: UnsafeRawBufferPointer) {
        guard bytes.count == MemoryLayout<Self>.size else { return nil }
        self.init(bigEndian: bytes.loadUnaligned(as: Self.self))
    }
}

extension [UInt8] {
    mutating func append(bigEndian value: some FixedWidthInteger) {
        Swift.withUnsafeBytes(of: value.bigEndian) { append(contentsOf: $0) }
    }
}
