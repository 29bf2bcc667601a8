import Foundation
import ServiceCommand
import Synchronization

/// Takes events from the event loops, and writes them to standard output from a task of its own: a reader that is slow must not stop a broker.
final class EventLog: Sendable {
    /// More than so many unwritten events aren't kept.
    private static let capacity = 65_536

    private let records: AsyncStream<EventRecord>
    private let continuation: AsyncStream<EventRecord>.Continuation
    private let dropped = Atomic<Int>(0)

    init() { (records, continuation) = AsyncStream.makeStream(bufferingPolicy: .bufferingOldest(Self.capacity)) }

    func append(_ record: EventRecord) {
        if case .dropped = continuation.yield(record) { dropped.add(1, ordering: .relaxed) }
    }

    /// No more events; `write` ends when it has written those that came.
    func finish() { continuation.finish() }

    /// Writes every event as it comes, unbuffered, so that a pipe's reader has it at once.
    func write(as format: EventFormat) async {
        for await record in records {
            do {
                try FileHandle.standardOutput.write(contentsOf: Data((format.line(record) + "\n").utf8))
            } catch {
                // The brokers' clients need the provider, whether or not somebody reads the log.
                return StandardError.write("hook-logger: standard output is closed or full; no more events are logged")
            }
        }
        let dropped = dropped.load(ordering: .relaxed)
        if dropped > 0 { StandardError.write("hook-logger: standard output was too slow for \(dropped) events, which are lost") }
    }
}
