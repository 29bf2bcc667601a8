/// Text that equals other text only byte for byte, as MQTT compares client identifiers and topics (MQTT 5 section 4.7.3): Swift's strings are
/// equal where they look alike.
package struct ExactString: Sendable, Hashable {
    package let text: String

    package init(_ text: some StringProtocol) { self.text = String(text) }

    package static func == (left: Self, right: Self) -> Bool { left.text.utf8.elementsEqual(right.text.utf8) }

    package func hash(into hasher: inout Hasher) {
        var text = text
        text.withUTF8 { hasher.combine(bytes: UnsafeRawBufferPointer($0)) }
        hasher.combine(0xff as UInt8)
    }
}

extension ExactString: ExpressibleByStringLiteral {
    package init(stringLiteral value: String) { self.init(value) }
}
