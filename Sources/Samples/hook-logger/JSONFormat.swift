import Foundation

/// One JSON object per line: `time`, `hook`, `node` and `client`, then the event's own members, those that aren't empty.
///
/// Written by hand, because Foundation's encoder doesn't keep the order of members. A payload that isn't UTF-8 is `payloadBase64`.
enum JSONFormat {
    static func line(_ record: EventRecord) -> String {
        let head = [
            Field("time", record.time.formatted(Date.ISO8601FormatStyle(includingFractionalSeconds: true))),
            Field("hook", record.hook),
            Field("node", record.node),
            Field("client", record.client),
        ]
        return object(head + record.fields)
    }

    private static func object(_ fields: [Field]) -> String {
        "{" + fields.filter { !$0.isEmpty }.map(member).joined(separator: ",") + "}"
    }

    private static func member(_ field: Field) -> String {
        switch field.value {
        case .text(let text): "\(string(field.name)):\(string(text))"
        case .number(let number): "\(string(field.name)):\(number)"
        case .flag(let flag): "\(string(field.name)):\(flag)"
        case .payload(let bytes): payload(field.name, bytes)
        case .list(let items): "\(string(field.name)):[\(items.map(object).joined(separator: ","))]"
        }
    }

    private static func payload(_ name: String, _ bytes: [UInt8]) -> String {
        guard let text = String(validating: bytes, as: UTF8.self) else {
            return "\(string(name + "Base64")):\(string(Data(bytes).base64EncodedString()))"
        }
        return "\(string(name)):\(string(text))"
    }

    private static func string(_ text: String) -> String {
        var out = "\""
        for scalar in text.unicodeScalars {
            switch scalar {
            case "\"", "\\": out += "\\\(scalar)"
            case "\n": out += "\\n"
            case _ where scalar.value < 0x20: out += "\\u00" + (scalar.value < 16 ? "0" : "") + String(scalar.value, radix: 16)
            default: out.unicodeScalars.append(scalar)
            }
        }
        return out + "\""
    }
}
