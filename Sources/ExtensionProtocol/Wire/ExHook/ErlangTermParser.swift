/// Reads the few Erlang terms of which EMQX's user properties consist: lists, pairs and binaries.
struct ErlangTermParser {
    private var rest: Substring.UnicodeScalarView

    init(_ text: String) {
        self.rest = text[...].unicodeScalars
    }

    var isAtEnd: Bool { rest.isEmpty }

    /// `[]`, or pairs separated by commas.
    mutating func propertyList() -> [Property]? {
        guard take("[") else { return nil }
        if take("]") { return [] }
        var properties: [Property] = []
        repeat {
            guard let property = pair() else { return nil }
            properties.append(property)
        } while take(",")
        return take("]") ? properties : nil
    }

    /// `{<<"name">>,<<"value">>}`
    private mutating func pair() -> Property? {
        guard take("{"), let name = binary(), take(","), let value = binary(), take("}") else { return nil }
        return Property(name: name, value: value)
    }

    /// `<<>>`, `<<"text">>`, `<<"text"/utf8>>` or `<<1,2,255>>`; what isn't UTF-8 becomes U+FFFD, as in all strings.
    private mutating func binary() -> String? {
        guard take("<<") else { return nil }
        if take(">>") { return "" }
        guard let bytes = take("\"") ? quotedBytes() : numberedBytes(), take(">>") else { return nil }
        return String(decoding: bytes, as: UTF8.self)
    }

    /// Text stands for one byte per character, unless `/utf8` follows it.
    private mutating func quotedBytes() -> [UInt8]? {
        guard let scalars = quotedScalars() else { return nil }
        if take("/utf8") {
            return scalars.flatMap { UTF8.encode($0).map(Array.init) ?? [] }
        }
        let bytes = scalars.compactMap { UInt8(exactly: $0.value) }
        return bytes.count == scalars.count ? bytes : nil
    }

    private mutating func quotedScalars() -> [Unicode.Scalar]? {
        var scalars: [Unicode.Scalar] = []
        while let scalar = rest.popFirst() {
            switch scalar {
            case "\"": return scalars
            case "\\":
                guard let escaped = escape() else { return nil }
                scalars.append(escaped)
            default: scalars.append(scalar)
            }
        }
        return nil
    }

    /// A letter for a control character, up to three octal digits, or the character itself.
    private mutating func escape() -> Unicode.Scalar? {
        guard let scalar = rest.popFirst() else { return nil }
        if let escape = ErlangPropertyList.escapes.first(where: { $0.letter == scalar }) {
            return Unicode.Scalar(escape.byte)
        }
        guard var value = octalDigit(scalar) else { return scalar }
        for _ in 0..<2 {
            guard let digit = rest.first.flatMap(octalDigit) else { break }
            rest.removeFirst()
            value = value * 8 + digit
        }
        return Unicode.Scalar(value)
    }

    private func octalDigit(_ scalar: Unicode.Scalar) -> UInt32? {
        ("0"..."7").contains(scalar) ? scalar.value - 48 : nil
    }

    private mutating func numberedBytes() -> [UInt8]? {
        var bytes: [UInt8] = []
        repeat {
            let digits = rest.prefix { ("0"..."9").contains($0) }
            guard let byte = UInt8(String(digits)) else { return nil }
            rest.removeFirst(digits.count)
            bytes.append(byte)
        } while take(",")
        return bytes
    }

    /// Takes this text if it is next.
    private mutating func take(_ text: String) -> Bool {
        guard rest.starts(with: text.unicodeScalars) else { return false }
        rest.removeFirst(text.unicodeScalars.count)
        return true
    }
}
