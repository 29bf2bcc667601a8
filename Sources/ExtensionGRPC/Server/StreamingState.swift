import NIOCore

/// The two directions of a streaming call, between its event loop and its handler.
final class StreamingState: @unchecked Sendable {  // touched on the call's loop only; `next` and `send` hop there
    private let call: ServerCall
    private var requests = CircularBuffer<[UInt8]>(initialCapacity: 1)
    private(set) var queuedBytes = 0
    /// Bytes that the peer may not send again before the handler has caught up.
    private var heldBack = 0
    private var requestsEnded = false
    private var failure: RPCError?
    private var reader: CheckedContinuation<[UInt8]?, any Error>?
    private var writer: CheckedContinuation<Void, any Error>?
    /// Nil where one task handles the whole call.
    private let receiver: (any RequestReceiver)?
    private var isReceiving = false

    init(call: ServerCall, receiver: (any RequestReceiver)? = nil) {
        self.call = call
        self.receiver = receiver
    }

    // MARK: From the call

    func receive(_ message: [UInt8]) {
        if let reader = reader.take() { return reader.resume(returning: message) }
        requests.append(message)
        queuedBytes += message.count
        startReceiving()
    }

    /// True when these bytes count against the stream's window until the handler has read what is queued.
    func holdBack(_ count: Int) -> Bool {
        guard !requests.isEmpty else { return false }
        heldBack += count
        return true
    }

    func finishRequests() {
        requestsEnded = true
        reader.take()?.resume(returning: nil)
        startReceiving()
    }

    func cancel(_ error: RPCError) {
        failure = failure ?? error
        requests.removeAll()
        queuedBytes = 0
        reader.take()?.resume(throwing: error)
        writer.take()?.resume(throwing: error)
        receiver?.callEnded()
    }

    func responseWasSent() {
        if !call.isOutboxFull { writer.take()?.resume() }
    }

    // MARK: From the handler

    func next() async throws -> [UInt8]? {
        try await withCheckedThrowingContinuation { continuation in
            onLoop { $0.read(continuation) }
        }
    }

    func send(_ message: [UInt8]) async throws {
        try await withCheckedThrowingContinuation { continuation in
            onLoop { $0.write(message, continuation) }
        }
    }

    private func read(_ continuation: CheckedContinuation<[UInt8]?, any Error>) {
        if let message = takeMessage() { return continuation.resume(returning: message) }
        if let failure { return continuation.resume(throwing: failure) }
        if requestsEnded { return continuation.resume(returning: nil) }
        precondition(reader == nil, "two tasks read the requests of one call")
        reader = continuation
    }

    private func takeMessage() -> [UInt8]? {
        guard let message = requests.popFirst() else { return nil }
        queuedBytes -= message.count
        call.messageWasTaken()
        if requests.isEmpty, heldBack > 0 { call.giveBack(heldBack.take()) }
        return message
    }

    private func write(_ message: [UInt8], _ continuation: CheckedContinuation<Void, any Error>) {
        if let failure { return continuation.resume(throwing: failure) }
        precondition(writer == nil, "two tasks send responses of one call at once")
        call.send(message)
        if call.isOutboxFull {
            writer = continuation
        } else {
            continuation.resume()
        }
    }

    // MARK: The receiver

    private enum Next: Sendable {
        case message([UInt8])
        case end
        /// The task is over, and the next message starts another.
        case pause
    }

    private func startReceiving() {
        guard let receiver, !isReceiving, !call.hasEnded else { return }
        isReceiving = true
        call.run { await self.receiveAll(receiver) }
    }

    private func receiveAll(_ receiver: any RequestReceiver) async {
        do {
            while true {
                switch await nextOrPause() {
                case .message(let message): try await receiver.receive(message)
                case .end: return respond(try await receiver.finish())
                case .pause: return
                }
            }
        } catch {
            call.fail(RPCError(handlerError: error))
        }
    }

    private func respond(_ response: [UInt8]) { call.respond(byteCount: response.count) { $0.copyBytes(from: response) } }

    private func nextOrPause() async -> Next {
        await withCheckedContinuation { continuation in
            onLoop { continuation.resume(returning: $0.takeNext()) }
        }
    }

    private func takeNext() -> Next {
        if let message = takeMessage() { return .message(message) }
        if requestsEnded, failure == nil { return .end }
        pause()
        return .pause
    }

    private func pause() {
        isReceiving = false
        call.taskPaused()
    }

    private func onLoop(_ body: @escaping @Sendable (StreamingState) -> Void) {
        if call.loop.eventLoop.inEventLoop {
            body(self)
        } else {
            call.loop.execute { body(self) }
        }
    }
}

/// The request messages of a streaming call, in order; the peer's window waits while they aren't read.
package struct RequestMessages: AsyncSequence, Sendable {
    let state: StreamingState

    package struct Iterator: AsyncIteratorProtocol {
        let state: StreamingState

        package mutating func next() async throws -> [UInt8]? { try await state.next() }
    }

    package func makeAsyncIterator() -> Iterator { Iterator(state: state) }
}

/// Where a streaming call's responses go. The call ends with status OK when its handler returns.
package struct ResponseMessages: Sendable {
    let state: StreamingState

    /// Sends one message, and waits while the peer is slow to take them. Throws when the call has ended.
    package func send(_ message: [UInt8]) async throws {
        try await state.send(MessageOutbox.message(byteCount: message.count) { $0.copyBytes(from: message) })
    }
}

extension Optional {
    fileprivate mutating func take() -> Wrapped? {
        let value = self
        self = nil
        return value
    }
}

extension Int {
    fileprivate mutating func take() -> Int {
        let value = self
        self = 0
        return value
    }
}
