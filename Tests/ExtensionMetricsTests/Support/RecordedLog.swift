import Logging
import NIOConcurrencyHelpers

/// The lines that were logged, each with its metadata sorted by key.
final class RecordedLog: Sendable {
    private let recorded = NIOLockedValueBox<[String]>([])

    var lines: [String] { recorded.withLockedValue { $0 } }

    var logger: Logger { Logger(label: "test") { _ in Handler(log: self) } }

    private struct Handler: LogHandler {
        let log: RecordedLog
        var metadata: Logger.Metadata = [:]
        var logLevel = Logger.Level.debug

        subscript(metadataKey key: String) -> Logger.Metadata.Value? {
            get { metadata[key] }
            set { metadata[key] = newValue }
        }

        func log(event: LogEvent) {
            let metadata = (event.metadata ?? [:]).sorted { $0.key < $1.key }.map { " \($0.key)=\($0.value)" }.joined()
            log.recorded.withLockedValue { $0.append("\(event.level): \(event.message)\(metadata)") }
        }
    }
}
