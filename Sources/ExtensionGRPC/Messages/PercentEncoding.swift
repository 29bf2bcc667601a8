/// The percent encoding of `grpc-message` (PROTOCOL-HTTP2.md, "Percent-Encoded"): any text as printable ASCII.
enum PercentEncoding {
    static func encode(_ text: String) -> [UInt8] {
        var out: [UInt8] = []
        out.reserveCapacity(text.utf8.count)
        for byte in text.utf8 {
            if (0x20...0x7E).contains(byte), byte != UInt8(ascii: "%") {
                out.append(byte)
            } else {
                out.append(contentsOf: [UInt8(ascii: "%"), hexadecimal(byte >> 4), hexadecimal(byte & 15)])
            }
        }
        return out
    }

    /// Lenient, as the specification asks: what is no valid escape stays as it is.
    static func decode(_ bytes: some RandomAccessCollection<UInt8>) -> String {
        var out: [UInt8] = []
        out.reserveCapacity(bytes.count)
        var index = bytes.startIndex
        while index < bytes.endIndex {
            if bytes[index] == UInt8(ascii: "%"), let escaped = escapedByte(in: bytes, after: index) {
                out.append(escaped)
                index = bytes.index(index, offsetBy: 3)
            } else {
                out.append(bytes[index])
                index = bytes.index(after: index)
            }
        }
        return String(decoding: out, as: UTF8.self)
    }

    private static func escapedByte<Bytes: RandomAccessCollection<UInt8>>(in bytes: Bytes, after index: Bytes.Index) -> UInt8? {
        let digits = bytes[index...].dropFirst().prefix(2)
        guard digits.count == 2, let high = value(of: digits.first), let low = value(of: digits.last) else { return nil }
        return high << 4 | low
    }

    private static func value(of digit: UInt8?) -> UInt8? {
        switch digit {
        case .some(let digit) where (UInt8(ascii: "0")...UInt8(ascii: "9")).contains(digit): digit - UInt8(ascii: "0")
        case .some(let digit) where (UInt8(ascii: "A")...UInt8(ascii: "F")).contains(digit): digit - UInt8(ascii: "A") + 10
        case .some(let digit) where (UInt8(ascii: "a")...UInt8(ascii: "f")).contains(digit): digit - UInt8(ascii: "a") + 10
        default: nil
        }
    }

    private static func hexadecimal(_ nibble: UInt8) -> UInt8 {
        nibble < 10 ? UInt8(ascii: "0") + nibble : UInt8(ascii: "A") + nibble - 10
    }
}
