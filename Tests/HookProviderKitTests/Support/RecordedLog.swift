import Logging
import NIOConcurrencyHelpers

/// Remembers what is logged, one text per line: level, message, metadata.
struct RecordedLog: Sendable {
    private let written = NIOLockedValueBox<[String]>([])

    var logger: Logger { Logger(label: "test") { _ in Handler(log: self) } }

    func lines(containing text: String) -> [String] { written.withLockedValue { $0.filter { $0.contains(text) } } }

    private struct Handler: LogHandler {
        let log: RecordedLog
        var metadata: Logger.Metadata = [:]
        var logLevel = Logger.Level.debug

        subscript(metadataKey key: String) -> Logger.Metadata.Value? {
            get { metadata[key] }
            set { metadata[key] = newValue }
        }

        func log(event: LogEvent) {
            let details = metadata.merging(event.metadata ?? [:]) { $1 }.sorted { $0.key < $1.key }.map { "\($0.key)=\($0.value)" }
            log.written.withLockedValue { $0.append("\(event.level) \(event.message) \(details.joined(separator: " "))") }
        }
    }
}
