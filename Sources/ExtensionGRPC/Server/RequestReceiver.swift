/// Takes the requests of one client-streaming call, one after the other. There is a task for it while there are any: one that waits takes
/// several kilobytes.
package protocol RequestReceiver: Sendable {
    /// Called for one message after the other, each when the one before has returned. What it throws ends the call.
    func receive(_ message: [UInt8]) async throws

    /// The requests have ended. Returns the response.
    func finish() async throws -> [UInt8]

    /// The call has ended, however it did. On its event loop; it may be that the receiver is still busy.
    func callEnded()
}
