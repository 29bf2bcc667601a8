import Logging

/// Closes a connection that is to have no handler.
struct RefusedRun: ConnectionRun {
    let connection: Connection
    let whenEnded: @Sendable (ConnectionSession) -> Void

    /// The opening is the first event, and the only one: what waits behind it is acknowledged by the end.
    func handle(_ entry: ConnectionSession.Queue.Entry) async {
        do throws(AdapterError) {
            try await connection.close()
        } catch {
            connection.logger.debug("A connection can't be closed.", metadata: ["error": "\(error)"])
        }
        whenEnded(connection.session)
    }
}
