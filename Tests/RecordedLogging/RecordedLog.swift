package import Logging
import NIOConcurrencyHelpers

/// Remembers what is logged, to be looked at and waited for.
package struct RecordedLog: Sendable {
    private let lines: AsyncStream<String>
    private let continuation: AsyncStream<String>.Continuation
    private let written = NIOLockedValueBox<[String]>([])

    package init() { (lines, continuation) = AsyncStream.makeStream() }

    package var logger: Logger { Logger(label: "test") { _ in Handler(log: self) } }

    /// Every line so far that contains `text`: level, message, metadata.
    package func lines(containing text: String) -> [String] { written.withLockedValue { $0.filter { $0.contains(text) } } }

    /// Waits for a line that contains `text`, past those waited for before.
    package func wait(for text: String) async -> String? { await lines.first { $0.contains(text) } }

    private func write(_ line: String) {
        written.withLockedValue { $0.append(line) }
        continuation.yield(line)
    }

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
            log.write("\(event.level) \(event.message) \(details.joined(separator: " "))")
        }
    }
}
