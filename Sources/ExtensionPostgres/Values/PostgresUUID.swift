/// A uuid: 16 bytes, of any version.
package struct PostgresUUID: Hashable, Sendable {
    /// The first and the last eight bytes, big-endian.
    package let high: UInt64
    package let low: UInt64

    package init(high: UInt64, low: UInt64) {
        self.high = high
        self.low = low
    }
}

extension PostgresUUID: PostgresScalar {
    package static var postgresType: PostgresType { .uuid }
    package static var postgresArrayType: PostgresType { .uuidArray }

    package func encode(into buffer: inout [UInt8]) {
        buffer.append(bigEndian: high)
        buffer.append(bigEndian: low)
    }

    package static func decode(_ bytes: UnsafeRawBufferPointer, of type: PostgresType) -> PostgresUUID? {
        guard type == .uuid, bytes.count == 16 else { return nil }
        return PostgresUUID(
            high: UInt64(bigEndian: bytes.loadUnaligned(as: UInt64.self)),
            low: UInt64(bigEndian: bytes.loadUnaligned(fromByteOffset: 8, as: UInt64.self))
        )
    }
}

extension PostgresUUID: CustomStringConvertible {
    package var description: String {
        let digits = (Self.hex(high) + Self.hex(low))[...]
        let ends = [0, 8, 12, 16, 20, 32]
        return zip(ends, ends.dropFirst()).map { start, end in String(digits.dropFirst(start).prefix(end - start)) }.joined(separator: "-")
    }

    private static func hex(_ value: UInt64) -> String {
        let digits = String(value, radix: 16)
        return String(repeating: "0", count: 16 - digits.count) + digits
    }
}
