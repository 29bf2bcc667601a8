/// Base64, as in `-bin` metadata: written with padding, read with or without (PROTOCOL-HTTP2.md, "Binary-Header").
package enum Base64 {
    private static let alphabet = Array("ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/".utf8)

    package static func encode(_ bytes: [UInt8]) -> [UInt8] {
        var out: [UInt8] = []
        out.reserveCapacity((bytes.count + 2) / 3 * 4)
        var index = 0
        while index < bytes.count {
            let group = bytes[index..<min(index + 3, bytes.count)]
            let bits = group.reduce(UInt32(0)) { $0 << 8 | UInt32($1) } << (8 * UInt32(3 - group.count))
            for position in 0..<4 {
                let sextet = Int(bits >> (18 - 6 * UInt32(position)) & 63)
                out.append(position <= group.count ? alphabet[sextet] : UInt8(ascii: "="))
            }
            index += 3
        }
        return out
    }

    /// Nil where a character isn't of the alphabet or a lone sextet is left over.
    package static func decode(_ text: some Collection<UInt8>) -> [UInt8]? {
        var out: [UInt8] = []
        out.reserveCapacity(text.count * 3 / 4)
        var bits: UInt32 = 0
        var count = 0
        for character in text {
            if character == UInt8(ascii: "=") { break }
            guard let sextet = value(of: character) else { return nil }
            bits = bits << 6 | sextet
            count += 1
            if count % 4 == 0 {
                for shift: UInt32 in [16, 8, 0] { out.append(UInt8(truncatingIfNeeded: bits >> shift)) }
            }
        }
        switch count % 4 {
        case 1: return nil
        case 2: out.append(UInt8(truncatingIfNeeded: bits >> 4))
        case 3: out.append(contentsOf: [UInt8(truncatingIfNeeded: bits >> 10), UInt8(truncatingIfNeeded: bits >> 2)])
        default: break
        }
        return out
    }

    private static func value(of character: UInt8) -> UInt32? {
        switch character {
        case UInt8(ascii: "A")...UInt8(ascii: "Z"): UInt32(character - UInt8(ascii: "A"))
        case UInt8(ascii: "a")...UInt8(ascii: "z"): UInt32(character - UInt8(ascii: "a")) + 26
        case UInt8(ascii: "0")...UInt8(ascii: "9"): UInt32(character - UInt8(ascii: "0")) + 52
        case UInt8(ascii: "+"): 62
        case UInt8(ascii: "/"): 63
        default: nil
        }
    }
}
