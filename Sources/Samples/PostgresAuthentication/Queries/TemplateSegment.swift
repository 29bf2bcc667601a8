/// A piece of a text with placeholders.
enum TemplateSegment: Sendable, Hashable {
    case literal(String)
    case placeholder(ClientPlaceholder)
}

extension [TemplateSegment] {
    /// Adds text, to the last segment if that is text too.
    mutating func append(text: some StringProtocol) {
        guard !text.isEmpty else { return }
        if case .literal(let before) = last {
            self[count - 1] = .literal(before + text)
        } else {
            append(.literal(String(text)))
        }
    }
}
