/// User properties as EMQX writes them before 5.9: an Erlang list of pairs of binaries, such as `[{<<"site">>,<<"north">>}]`.
enum ErlangPropertyList {
    /// Reads such a list; nil where the text is anything else.
    static func parse(_ text: String) -> [Property]? {
        var parser = ErlangTermParser(text)
        guard let properties = parser.propertyList(), parser.isAtEnd else { return nil }
        return properties
    }

    /// Writes such a list as Erlang's `~0p` does.
    static func format(_ properties: [Property]) -> String {
        let pairs = properties.map { property in "{\(binary(property.name)),\(binary(property.value))}" }
        return "[\(pairs.joined(separator: ","))]"
    }

    /// A binary is text in quotes where all its bytes are printable Latin-1, and numbers otherwise.
    private static func binary(_ value: String) -> String {
        guard value.utf8.allSatisfy(isPrintable) else {
            return "<<\(value.utf8.map { String($0) }.joined(separator: ","))>>"
        }
        return value.isEmpty ? "<<>>" : "<<\"\(value.utf8.map(escaped).joined())\">>"
    }

    private static func isPrintable(_ byte: UInt8) -> Bool {
        switch byte {
        case 0x20...0x7e, 0xa0...0xff: true
        default: escapes.contains { $0.byte == byte }
        }
    }

    private static func escaped(_ byte: UInt8) -> String {
        if byte == UInt8(ascii: "\"") || byte == UInt8(ascii: "\\") { return "\\\(Unicode.Scalar(byte))" }
        if let escape = escapes.first(where: { $0.byte == byte }) { return "\\\(escape.letter)" }
        return String(Unicode.Scalar(byte))
    }

    /// Erlang's letters for control characters, after a backslash.
    static let escapes: [(letter: Unicode.Scalar, byte: UInt8)] = [
        ("b", 8), ("t", 9), ("n", 10), ("v", 11), ("f", 12), ("r", 13), ("e", 27),
    ]
}
