/// A text with EMQX 5.x's placeholders: `${name}`, and `${$}` for a dollar sign.
///
/// A name that its place doesn't know stays as it is written.
struct PlaceholderTemplate {
    private(set) var segments: [TemplateSegment] = []
    private(set) var unknownNames: [String] = []

    init(_ text: String, scope: PlaceholderScope) {
        var rest = text.utf8[...]
        while let dollar = rest.firstIndex(of: UInt8(ascii: "$")) {
            segments.append(text: Substring(rest[..<dollar]))
            rest = rest[dollar...]
            guard let name = Self.name(at: rest) else {
                segments.append(text: "$")
                rest = rest.dropFirst()
                continue
            }
            append(name, scope)
            rest = rest.dropFirst(name.utf8.count + 3)
        }
        segments.append(text: Substring(rest))
    }

    private mutating func append(_ name: String, _ scope: PlaceholderScope) {
        if name == "$" {
            segments.append(text: "$")
        } else if let placeholder = ClientPlaceholder(name: name, in: scope) {
            segments.append(.placeholder(placeholder))
        } else {
            segments.append(text: "${\(name)}")
            unknownNames.append(name)
        }
    }

    /// The name between the braces of a placeholder that the text begins with.
    private static func name(at text: Substring.UTF8View) -> String? {
        let inside = text.dropFirst(2)
        guard text.starts(with: "${".utf8), let end = inside.firstIndex(of: UInt8(ascii: "}")) else { return nil }
        let name = inside[..<end]
        let isName = name.elementsEqual("$".utf8) || (!name.isEmpty && name.allSatisfy(isNameByte))
        return isName ? String(Substring(name)) : nil
    }

    private static func isNameByte(_ byte: UInt8) -> Bool {
        switch byte {
        case UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "A")...UInt8(ascii: "Z"), UInt8(ascii: "0")...UInt8(ascii: "9"),
            UInt8(ascii: "_"), UInt8(ascii: "."), UInt8(ascii: "-"):
            true
        default: false
        }
    }
}
