/// A Swift type that is one value of PostgreSQL: Bool, Int16, Int32, Int64, Int, Double, String, [UInt8], PostgresUUID, PostgresTimestamp.
package protocol PostgresScalar: Sendable {
    static var postgresType: PostgresType { get }
    static var postgresArrayType: PostgresType { get }

    /// Appends the binary format.
    func encode(into buffer: inout [UInt8])

    /// Reads the binary format of a value of `type`. Nil where that type doesn't fit.
    static func decode(_ bytes: UnsafeRawBufferPointer, of type: PostgresType) -> Self?
}

extension Bool: PostgresScalar {
    package static var postgresType: PostgresType { .bool }
    package static var postgresArrayType: PostgresType { .boolArray }

    package func encode(into buffer: inout [UInt8]) { buffer.append(self ? 1 : 0) }

    package static func decode(_ bytes: UnsafeRawBufferPointer, of type: PostgresType) -> Bool? {
        type == .bool ? bytes.first.map { $0 != 0 } : nil
    }
}

extension Double: PostgresScalar {
    package static var postgresType: PostgresType { .float8 }
    package static var postgresArrayType: PostgresType { .float8Array }

    package func encode(into buffer: inout [UInt8]) { buffer.append(bigEndian: bitPattern) }

    package static func decode(_ bytes: UnsafeRawBufferPointer, of type: PostgresType) -> Double? {
        switch type {
        case .float8: UInt64(bigEndianBytes: bytes).map(Double.init(bitPattern:))
        case .float4: UInt32(bigEndianBytes: bytes).map { Double(Float(bitPattern: $0)) }
        default: nil
        }
    }
}

extension String: PostgresScalar {
    package static var postgresType: PostgresType { .text }
    package static var postgresArrayType: PostgresType { .textArray }
    private static let readableTypes: Set<PostgresType> = [.text, .varchar, .bpchar, .name, .json, .unknown]

    package func encode(into buffer: inout [UInt8]) { buffer.append(contentsOf: utf8) }

    package static func decode(_ bytes: UnsafeRawBufferPointer, of type: PostgresType) -> String? {
        readableTypes.contains(type) ? String(decoding: bytes, as: UTF8.self) : nil
    }
}

/// bytea.
extension Array: PostgresScalar where Element == UInt8 {
    package static var postgresType: PostgresType { .bytea }
    package static var postgresArrayType: PostgresType { .byteaArray }

    package func encode(into buffer: inout [UInt8]) { buffer.append(contentsOf: self) }

    package static func decode(_ bytes: UnsafeRawBufferPointer, of type: PostgresType) -> [UInt8]? {
        type == .bytea ? Array(bytes) : nil
    }
}
