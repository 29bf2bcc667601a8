extension [TemplateSegment] {
    /// Reads EMQX 4.x's placeholders, which stand in single quotes: `'%u'`. Other text, `%` too, stays as it is written.
    init(emqx4 text: String) {
        self = []
        var rest = text.utf8[...]
        while let quote = rest.firstIndex(of: UInt8(ascii: "'")) {
            append(text: Substring(rest[..<quote]))
            rest = rest[quote...]
            if let placeholder = Self.placeholder(at: rest) {
                append(.placeholder(placeholder))
                rest = rest.dropFirst(4)
            } else {
                append(text: "'")
                rest = rest.dropFirst()
            }
        }
        append(text: Substring(rest))
    }

    private static func placeholder(at text: Substring.UTF8View) -> ClientPlaceholder? {
        let bytes = [UInt8](text.prefix(4))
        guard bytes.count == 4, bytes[1] == UInt8(ascii: "%"), bytes[3] == UInt8(ascii: "'") else { return nil }
        return ClientPlaceholder(letter: bytes[2])
    }

    /// Takes away the quotes directly around placeholders: a parameter has none.
    func removingQuotes() -> [TemplateSegment] {
        var segments = self
        for index in indices.dropFirst().dropLast() {
            guard case .placeholder = segments[index] else { continue }
            guard case .literal(let before) = segments[index - 1], case .literal(let after) = segments[index + 1] else { continue }
            guard let quote = before.utf8.last, "\"'".utf8.contains(quote), after.utf8.first == quote else { continue }
            segments[index - 1] = .literal(String(decoding: before.utf8.dropLast(), as: UTF8.self))
            segments[index + 1] = .literal(String(decoding: after.utf8.dropFirst(), as: UTF8.self))
        }
        return segments
    }
}
