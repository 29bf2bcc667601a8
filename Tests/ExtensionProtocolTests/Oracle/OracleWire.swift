/// Protobuf's encoding of single fields, written apart from the codec under test.
enum OracleWire {
    static func varint(_ value: UInt64, padding: Int = 0) -> [UInt8] {
        var bytes: [UInt8] = []
        var rest = value
        repeat {
            bytes.append(UInt8(rest & 0x7F) | 0x80)
            rest >>= 7
        } while rest != 0
        // Zeros on top don't change the value, as long as ten bytes hold it all.
        bytes += [UInt8](repeating: 0x80, count: min(padding, 10 - bytes.count))
        bytes[bytes.count - 1] &= 0x7F
        return bytes
    }

    static func tag(_ number: Int, _ wireType: UInt64) -> [UInt8] {
        varint(UInt64(number) << 3 | wireType)
    }

    static func field(_ number: Int, varint value: UInt64, padding: Int = 0) -> [UInt8] {
        tag(number, 0) + varint(value, padding: padding)
    }

    static func field(_ number: Int, bytes: [UInt8]) -> [UInt8] {
        tag(number, 2) + varint(UInt64(bytes.count)) + bytes
    }

    static func field(_ number: Int, fixed bytes: [UInt8]) -> [UInt8] {
        tag(number, bytes.count == 8 ? 1 : 5) + bytes
    }

    static func field(_ number: Int, group content: [UInt8]) -> [UInt8] {
        tag(number, 3) + content + tag(number, 4)
    }
}
