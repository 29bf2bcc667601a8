import Logging

/// Closes a connection that is to have no handler.
final class RefusedRun: ConnectionRun {
    private let connection: Connection
    private let whenEnded: @Sendable (ConnectionSession) -> Void

    init(connection: Connection, whenEnded: @escaping @Sendable (ConnectionSession) -> Void) {
        self.connection = connection
        self.whenEnded = whenEnded
    }

    /// The opening is the first event, and the only one: what waits behind it is acknowledged by the end.
    func take(_ entry: ConnectionSession.Queue.Entry) {}

    func handle() async {
        do throws(AdapterError) {
            try await connection.close()
        } catch {
            connection.logger.debug("A connection can't be closed.", metadata: ["error": "\(error)"])
        }
        whenEnded(connection.session)
    }
}
