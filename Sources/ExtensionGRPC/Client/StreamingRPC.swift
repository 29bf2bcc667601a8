/// A streaming call within `ClientConnection.withStream`.
package struct StreamingRPC: Sendable {
    let call: ClientCall

    /// Sends one request message, and waits while the peer is slow to take them. Throws the status of a call that has failed; after the
    /// good end of a call, messages go nowhere.
    package func send(_ message: [UInt8]) async throws(RPCError) {
        try await call.send(MessageOutbox.message(byteCount: message.count) { $0.copyBytes(from: message) }).get()
    }

    /// Tells the peer that no request follows. The responses go on.
    package func finishRequests() { call.onLoop { $0.finishRequests() } }

    /// The response messages, in order, until the call ends; throws the status of a call that failed. For one reader.
    package var responses: Responses { Responses(call: call) }

    package struct Responses: AsyncSequence, Sendable {
        let call: ClientCall

        package struct Iterator: AsyncIteratorProtocol {
            let call: ClientCall

            package mutating func next() async throws(RPCError) -> [UInt8]? { try await call.next().get() }
        }

        package func makeAsyncIterator() -> Iterator { Iterator(call: call) }
    }
}
