import Foundation
import MessageStore

/// Writes messages to standard output.
enum MessagePrinter {
    static func printJSON(_ messages: [FoundMessage]) throws {
        let encoder = JSONEncoder()
        encoder.outputFormatting = [.sortedKeys, .withoutEscapingSlashes]
        for message in messages { print(String(decoding: try encoder.encode(message), as: UTF8.self)) }
    }

    static func printTable(_ messages: [FoundMessage]) {
        let rows = messages.map { message in
            [message.time, "\(message.qos)", printable(message.clientID), printable(message.topic), message.payloadText]
        }
        let header = ["TIME", "QOS", "CLIENT", "TOPIC", "PAYLOAD"]
        let widths = header.indices.map { column in ([header] + rows).map { $0[column].count }.max() ?? 0 }
        for row in [header] + rows {
            let cells = zip(row.dropLast(), widths).map { $0.padding(toLength: $1, withPad: " ", startingAt: 0) }
            print((cells + row.suffix(1)).joined(separator: "  "))
        }
    }

    /// Without what a terminal would obey.
    private static func printable(_ text: String) -> String {
        String(String.UnicodeScalarView(text.unicodeScalars.map { $0.properties.generalCategory == .control ? "\u{FFFD}" : $0 }))
    }
}
