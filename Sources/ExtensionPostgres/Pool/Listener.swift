/// The loop's side of a `PostgresListener`.
final class Listener: @unchecked Sendable {  // mutable state is touched on the poll loop only
    let channels: [String]
    let deliver: @Sendable (PostgresListenerEvent) -> Void
    /// Ends the sequence of events.
    let close: @Sendable () -> Void
    var backoff: Backoff
    var connection: ServerConnection?

    init(
        channels: [String],
        backoff: Backoff,
        deliver: @escaping @Sendable (PostgresListenerEvent) -> Void,
        close: @escaping @Sendable () -> Void
    ) {
        self.channels = channels
        self.backoff = backoff
        self.deliver = deliver
        self.close = close
    }

    var statements: [String] { channels.map { "LISTEN \(Self.quoted($0))" } }

    private static func quoted(_ identifier: String) -> String { "\"\(identifier.replacing("\"", with: "\"\""))\"" }
}
