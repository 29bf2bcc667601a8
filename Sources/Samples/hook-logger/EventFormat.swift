import ArgumentParser

/// How an event becomes a line.
enum EventFormat: String, CaseIterable, ExpressibleByArgument, Sendable {
    case text
    case json

    func line(_ record: EventRecord) -> String {
        switch self {
        case .text: TextFormat.line(record)
        case .json: JSONFormat.line(record)
        }
    }
}
