import CExtensionNghttp2
import NIOCore

/// One call of a client: what is to be sent, what came in, how it ended. Lives on its connection's event loop.
final class ClientCall: TimerWheelEntry, @unchecked Sendable {  // mutable state is touched on `loop` only; callers reach it through hops
    // Unchecked, since every call makes one; each is taken out when it is resumed.
    typealias EndContinuation = UnsafeContinuation<Void, Never>
    typealias MessageContinuation = UnsafeContinuation<Result<[UInt8]?, RPCError>, Never>
    typealias SendContinuation = UnsafeContinuation<Result<Void, RPCError>, Never>

    let request: ClientRequest
    /// Whether there is one message each way: the response is read whole then, and any other message by message.
    private let isUnary: Bool
    @exclusivity(unchecked) var streamID: Int32 = 0
    private let loop: LoopContext
    /// Nil once the stream is gone.
    @exclusivity(unchecked) private var connection: ClientConnection?
    @exclusivity(unchecked) private var outbox = MessageOutbox()
    @exclusivity(unchecked) private var sender: SendContinuation?
    @exclusivity(unchecked) private var response: IncomingResponse
    /// Received bytes that the peer may not send again before the messages are read.
    @exclusivity(unchecked) private var heldBack = 0
    @exclusivity(unchecked) private var reader: MessageContinuation?
    @exclusivity(unchecked) private var unaryCaller: EndContinuation?
    @exclusivity(unchecked) private var unaryOutcome: Result<RPCResponse, RPCError>?
    /// The trailing metadata of a call that ended well, or its error.
    @exclusivity(unchecked) private var outcome: Result<RPCMetadata, RPCError>?
    /// Whether there is an outcome. Asked for with every frame, which would copy that.
    @exclusivity(unchecked) private var hasEnded = false

    /// With `message`, which is framed, the call has this one request, and one response.
    init(_ request: ClientRequest, unary message: [UInt8]? = nil, on connection: ClientConnection) {
        self.request = request
        self.connection = connection
        isUnary = message != nil
        loop = connection.loop
        response = IncomingResponse(messageLimit: connection.configuration.maximumMessageSize)
        super.init()
        guard let message else { return }
        append(message)
        outbox.finish(.ok, metadata: RPCMetadata())
    }

    func onLoop(_ body: @escaping @Sendable (ClientCall) -> Void) {
        if loop.eventLoop.inEventLoop {
            body(self)
        } else {
            loop.eventLoop.execute { body(self) }
        }
    }

    // MARK: The request

    func begin() {
        guard !hasEnded else { return }
        if let timeout = request.timeout { startDeadline(timeout) }
        connection?.submit(self)
    }

    private func startDeadline(_ timeout: Int64) {
        let (time, overflow) = LoopContext.now().addingReportingOverflow(timeout)
        if !overflow { loop.startTimer(self, at: time) }
    }

    private func append(_ message: [UInt8]) { outbox.append(request.gzip ? MessageOutbox.gzip(message) : message) }

    /// No more request messages: the end of the stream follows the last one.
    func finishRequests() {
        guard outbox.end == nil else { return }
        outbox.finish(.ok, metadata: RPCMetadata())
        connection?.resumeRequest(self)
    }

    /// Where nghttp2 gets the request from. The connection keeps the call for as long as the stream is open.
    var dataProvider: nghttp2_data_provider {
        var provider = nghttp2_data_provider()
        provider.source.ptr = Unmanaged.passUnretained(self).toOpaque()
        provider.read_callback = { _, _, buffer, length, flags, source, _ in
            guard let buffer, let flags, let object = source?.pointee.ptr else { return 0 }
            let call = Unmanaged<ClientCall>.fromOpaque(object).takeUnretainedValue()
            return call.readRequest(into: UnsafeMutableRawBufferPointer(start: buffer, count: length), flags)
        }
        return provider
    }

    private func readRequest(into destination: UnsafeMutableRawBufferPointer, _ flags: UnsafeMutablePointer<UInt32>) -> Int {
        let read = outbox.read(into: destination)
        if sender != nil, !outbox.isFull { sender.take()?.resume(returning: .success(())) }
        switch read {
        case .bytes(let count): return count
        case .later: return Int(NGHTTP2_ERR_DEFERRED.rawValue)
        case .last(let count):
            flags.pointee |= NGHTTP2_DATA_FLAG_EOF.rawValue
            return count
        }
    }

    // MARK: The response

    func headersReceived(_ headers: ResponseHeaders, endStream: Bool) {
        guard !hasEnded, !headers.isInformational else { return }
        if endStream { return responseEnded(with: headers) }
        do throws(RPCError) {
            try response.begin(headers)
        } catch {
            abandon(error)
        }
    }

    func received(_ chunk: UnsafeRawBufferPointer) {
        guard !hasEnded else { return }
        do throws(RPCError) {
            try response.receive(chunk)
            guard !isUnary || response.messages.count <= 1 else {
                throw RPCError(.internalError, "a unary call with more than one response message")
            }
        } catch {
            return abandon(error)
        }
        if isUnary || response.messages.isEmpty { connection?.consumed(chunk.count, by: self) } else { heldBack += chunk.count }
        if !isUnary { wakeReader() }
    }

    /// The peer has nothing more to send. `trailers` is nil where the last frame was DATA.
    func responseEnded(with trailers: ResponseHeaders?) {
        do throws(RPCError) {
            finish(.success(try response.end(trailers)))
        } catch {
            fail(error)
        }
        // Whatever is left of the request is for nobody.
        if outbox.end == nil || outbox.queuedBytes > 0 { connection?.reset(self, NGHTTP2_NO_ERROR) }
    }

    // MARK: Ends

    func cancel() { abandon(RPCError(.cancelled, "the call was cancelled")) }

    override func timerFired() { abandon(RPCError(.deadlineExceeded, "the deadline has passed")) }

    /// The stream is gone; without an outcome so far, `error` is it.
    func streamClosed(_ error: @autoclosure () -> RPCError) {
        if !hasEnded { lost(error()) }
        connection = nil
    }

    private func lost(_ error: RPCError) {
        var error = error
        // A peer that has begun to answer and then says that it didn't look at the call isn't to be believed.
        if response.metadata != nil { error.isUnprocessed = false }
        fail(error)
    }

    func fail(_ error: RPCError) { finish(.failure(error)) }

    /// Ends the call on this side and tells the peer.
    private func abandon(_ error: RPCError) {
        guard !hasEnded else { return }
        fail(error)
        if streamID > 0 { connection?.reset(self, NGHTTP2_CANCEL) }
    }

    private func finish(_ result: Result<RPCMetadata, RPCError>) {
        guard !hasEnded else { return }
        outcome = result
        hasEnded = true
        loop.cancelTimer(self)
        guard !isUnary else { return endUnary(result) }
        sender.take()?.resume(returning: result.map { _ in })
        wakeReader()
    }

    // MARK: Who waits

    func beginUnary(_ caller: EndContinuation) {
        // Without a closure where the caller is on the loop, as most are.
        guard loop.eventLoop.inEventLoop else { return loop.eventLoop.execute { self.beginUnary(caller) } }
        guard !hasEnded else { return caller.resume() }
        unaryCaller = caller
        begin()
    }

    private func endUnary(_ outcome: Result<RPCMetadata, RPCError>) {
        unaryOutcome = outcome.flatMap(unaryResponse)
        unaryCaller.take()?.resume()
    }

    /// The response of a unary call that has ended. From then on nothing changes it, so its caller may read it on any thread.
    var unaryResult: Result<RPCResponse, RPCError> {
        guard let unaryOutcome else { preconditionFailure("the call hasn't ended") }
        return unaryOutcome
    }

    func read(_ continuation: MessageContinuation) {
        precondition(reader == nil, "two tasks read the responses of one call")
        reader = continuation
        wakeReader()
    }

    func write(_ message: [UInt8], _ continuation: SendContinuation) {
        if let outcome { return continuation.resume(returning: outcome.map { _ in }) }
        precondition(outbox.end == nil, "a request message after the last one")
        precondition(sender == nil, "two tasks send requests of one call at once")
        append(message)
        connection?.resumeRequest(self)
        if outbox.isFull {
            sender = continuation
        } else {
            continuation.resume(returning: .success(()))
        }
    }

    private func wakeReader() {
        guard let continuation = reader, let result = nextMessage() else { return }
        reader = nil
        continuation.resume(returning: result)
    }

    private func unaryResponse(trailers: RPCMetadata) -> Result<RPCResponse, RPCError> {
        guard let message = response.popMessage() else {
            return .failure(RPCError(.internalError, "the response ended without a message"))
        }
        return .success(RPCResponse(message: message, metadata: response.metadata ?? [:], trailers: trailers))
    }

    /// A message, nil at the end of the response, or its error; nil where none of that has come yet.
    private func nextMessage() -> Result<[UInt8]?, RPCError>? {
        guard let message = response.popMessage() else { return outcome.map { $0.map { _ in nil } } }
        if response.messages.isEmpty, heldBack > 0 {
            connection?.consumed(heldBack, by: self)
            heldBack = 0
        }
        return .success(message)
    }
}

extension Optional {
    /// The value, leaving nil.
    fileprivate mutating func take() -> Wrapped? {
        let value = self
        self = nil
        return value
    }
}
