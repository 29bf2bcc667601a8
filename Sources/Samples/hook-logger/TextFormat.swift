import Foundation

/// One line for a reader: local time, hook, client, then `name=value` for all that isn't empty.
enum TextFormat {
    private static let longestPayload = 40

    static func line(_ record: EventRecord) -> String {
        let time = record.time.formatted(Date.ISO8601FormatStyle(timeZone: .current).time(includingFractionalSeconds: true))
        let details = fields(record.fields)
        let client = word(record.client)
        return "\(time) \(padded(record.hook, to: 20)) \(details.isEmpty ? client : "\(padded(client, to: 12)) \(details)")"
    }

    private static func fields(_ fields: [Field]) -> String {
        fields.filter { !$0.isEmpty }.map { "\(word($0.name))=\(value($0.value))" }.joined(separator: " ")
    }

    private static func value(_ value: Field.Value) -> String {
        switch value {
        case .text(let text): word(text)
        case .number(let number): "\(number)"
        case .flag(let flag): "\(flag)"
        case .payload(let bytes): payload(bytes)
        case .list(let items): "[\(items.map(fields).joined(separator: ", "))]"
        }
    }

    /// Text that could be taken for something else is quoted, and control characters are escaped: clients choose these strings.
    private static func word(_ text: String) -> String {
        let isPlain = text.unicodeScalars.allSatisfy { scalar in
            !scalar.properties.isWhitespace && scalar.properties.generalCategory != .control && !"\"=,[]".unicodeScalars.contains(scalar)
        }
        return isPlain && !text.isEmpty ? text : text.debugDescription
    }

    /// The beginning, as text if it is text, and how long the whole is.
    private static func payload(_ bytes: [UInt8]) -> String {
        let size = bytes.count == 1 ? "(1 byte)" : "(\(bytes.count) bytes)"
        guard let text = String(validating: bytes, as: UTF8.self) else {
            let shown = bytes.prefix(longestPayload / 2)
            return "0x\(shown.map(hexadecimal).joined())\(shown.count < bytes.count ? "…" : "") \(size)"
        }
        let shown = text.prefix(longestPayload)
        return "\(String(shown).debugDescription)\(shown.endIndex < text.endIndex ? "…" : "") \(size)"
    }

    private static func hexadecimal(_ byte: UInt8) -> String { (byte < 16 ? "0" : "") + String(byte, radix: 16) }

    private static func padded(_ text: String, to width: Int) -> String {
        text + String(repeating: " ", count: max(0, width - text.count))
    }
}
