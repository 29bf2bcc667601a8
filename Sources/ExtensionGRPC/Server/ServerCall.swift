import CExtensionNghttp2
package import NIOCore

/// One call at a server: what came in, where it stands, how it ends.
///
/// Its mutable state is touched on its connection's event loop only; a handler elsewhere reaches it through hops. Hence `@unchecked Sendable`.
/// What is touched several times in every call is not checked for exclusive access: nothing that changes it calls out of it.
package final class ServerCall: TimerWheelEntry, @unchecked Sendable {
    private enum Phase {
        /// The request isn't complete.
        case receiving
        /// The handler has it.
        case handling
        /// Its outcome is decided and submitted; nothing changes it any more.
        case finished
    }

    package let loop: LoopContext
    let streamID: Int32
    private let connectedPeer: ConnectedPeer
    /// Nil once the stream is gone.
    private(set) var connection: ServerConnection?
    /// Nanoseconds of the monotonic clock at which the header fields came.
    let arrival: Int64
    let headers: RequestHeaders
    private var phase = Phase.receiving
    private var requestEnded = false
    @exclusivity(unchecked) private var assembler = MessageAssembler()
    /// The message of a unary call, complete before the end of its stream is known.
    private var waitingMessage: [UInt8]?
    private var countedBytes = 0
    private var streaming: StreamingState?
    private var task: Task<Void, Never>?
    /// Whether the last task was over before the call.
    private var hasPaused = false
    @exclusivity(unchecked) private var outbox = MessageOutbox()
    /// The calls of a connection are a list through themselves, for when it closes.
    var nextOpen: Unmanaged<ServerCall>?
    var previousOpen: Unmanaged<ServerCall>?

    init(connection: ServerConnection, streamID: Int32, headers: RequestHeaders, arrival: Int64) {
        self.connection = connection
        self.loop = connection.loop
        self.connectedPeer = connection.peer
        self.streamID = streamID
        self.headers = headers
        self.arrival = arrival
    }

    // MARK: What a handler may ask

    /// Metadata of the caller, without what is reserved to HTTP/2 and gRPC.
    package var metadata: RPCMetadata { headers.metadata }

    /// When the caller gives up, as it said in `grpc-timeout`.
    package var deadline: NIODeadline? {
        headers.timeout.map { timeout in
            let (sum, overflow) = arrival.addingReportingOverflow(timeout)
            return .uptimeNanoseconds(UInt64(overflow ? Int64.max : sum))
        }
    }

    package var path: String { headers.method?.method.path ?? "" }

    /// The caller's address.
    package var peer: String { connectedPeer.address }

    /// The certificate by which TLS verified the caller; nil without one.
    package var peerCertificate: PeerCertificate? { connectedPeer.certificate }

    /// The caller's `user-agent`. On the loop only.
    package var userAgent: String { connection?.userAgent ?? "" }

    // MARK: The request

    func headersReceived(endStream: Bool) {
        requestEnded = endStream
        headers.method?.method.observer?.callStarted()
        if let status = httpError() { return finishWithHTTPError(status) }
        if let refusal = refusal() { return finish(refusal.status, metadata: refusal.metadata) }
        if endStream { requestFinished() }
    }

    /// Data of the request. `endStream` says that the frame it's from is the last one.
    func received(_ chunk: UnsafeRawBufferPointer, endStream: Bool) {
        requestEnded = requestEnded || endStream
        guard phase != .finished, let connection else { return giveBack(chunk.count) }
        do throws(RPCError) {
            try assemble(chunk, limit: connection.limits.messageBytes, endStream: endStream)
            try recount()
        } catch {
            finish(error.status, metadata: error.metadata)
        }
        if streaming?.holdBack(chunk.count) != true { giveBack(chunk.count) }
    }

    private func assemble(_ chunk: UnsafeRawBufferPointer, limit: Int, endStream: Bool) throws(RPCError) {
        // Taken out meanwhile: a message may end the call, which drops what is buffered.
        var assembler = MessageAssembler()
        swap(&assembler, &self.assembler)
        try assembler.receive(chunk, limit: limit) { (isCompressed, bytes) throws(RPCError) in
            try self.receivedMessage(bytes, isCompressed: isCompressed, endStream: endStream)
        }
        if phase != .finished { self.assembler = assembler }
    }

    /// Tells the connection how many bytes of this call's request are waiting for their end or for their handler.
    private func recount() throws(RPCError) {
        let bytes = assembler.bufferedBytes + (waitingMessage?.count ?? 0) + (streaming?.queuedBytes ?? 0)
        guard bytes != countedBytes, let connection else { return }
        let isGrowing = bytes > countedBytes
        connection.unfinishedBytes += bytes - countedBytes
        countedBytes = bytes
        if isGrowing, connection.unfinishedBytes > connection.limits.unfinishedBytesPerConnection {
            throw RPCError(.resourceExhausted, "too many bytes of unfinished messages on this connection")
        }
    }

    func messageWasTaken() { try? recount() }

    func requestFinished() {
        requestEnded = true
        guard phase != .finished else { return }
        if assembler.isMidMessage { return finish(RPCStatus(.internalError, "the request ended within a message")) }
        guard case .unary? = headers.method?.method.kind else { return startedStreaming().finishRequests() }
        guard phase == .receiving else { return }
        guard let message = waitingMessage else {
            return finish(RPCStatus(.internalError, "the request ended without a message"))
        }
        waitingMessage = nil
        try? recount()
        message.withUnsafeBytes { handleUnary($0) }
    }

    private func receivedMessage(_ bytes: UnsafeRawBufferPointer, isCompressed: Bool, endStream: Bool) throws(RPCError) {
        guard phase != .finished else { return }
        guard isCompressed else { return try receivedPlainMessage(bytes, endStream: endStream) }
        guard headers.encoding == .gzip else { throw RPCError(.internalError, "a compressed message in a call without grpc-encoding") }
        let plain = try Gzip.decompress(bytes, limit: connection?.limits.messageBytes ?? 0)
        try plain.withUnsafeBufferPointer { (plain) throws(RPCError) in
            try receivedPlainMessage(UnsafeRawBufferPointer(plain), endStream: endStream)
        }
    }

    private func receivedPlainMessage(_ bytes: UnsafeRawBufferPointer, endStream: Bool) throws(RPCError) {
        guard case .unary? = headers.method?.method.kind else { return startedStreaming().receive(Array(bytes)) }
        guard phase == .receiving, waitingMessage == nil else {
            throw RPCError(.internalError, "a unary call with more than one request message")
        }
        guard !endStream else { return handleUnary(bytes) }
        waitingMessage = Array(bytes)
    }

    /// Gives the window of `count` received bytes back to the peer's stream.
    func giveBack(_ count: Int) {
        guard !requestEnded else { return }
        connection?.consumed(count, stream: streamID)
    }

    /// The HTTP status for a request that isn't gRPC (PROTOCOL-HTTP2.md: 415 for another content type).
    private func httpError() -> String? {
        guard headers.isPOST else { return "405" }
        return headers.isGRPC ? nil : "415"
    }

    private func finishWithHTTPError(_ status: String) {
        guard let connection else { return }
        markFinished(RPCStatus(.internalError))
        connection.submitHTTPError(self, status: status)
        lingerUntilRequestEnds()
    }

    private func refusal() -> RPCError? {
        if headers.isTooLong { return RPCError(.resourceExhausted, "the header fields are too long") }
        if let unknown = headers.unknownPath {
            connection?.unknownMethod(unknown)
            return RPCError(.unimplemented, "no method \(unknown) here")
        }
        if headers.hasInvalidTimeout { return RPCError(.internalError, "grpc-timeout isn't valid") }
        if headers.encoding == .unsupported {
            return RPCError(.unimplemented, "this grpc-encoding isn't supported", metadata: ["grpc-accept-encoding": "identity,gzip"])
        }
        return nil
    }

    // MARK: The handler

    private func handleUnary(_ bytes: UnsafeRawBufferPointer) {
        guard case .unary(let handler)? = headers.method?.method.kind else { return }
        phase = .handling
        do throws(RPCError) {
            try handler(bytes, self)
        } catch {
            finish(error.status, metadata: error.metadata)
        }
    }

    /// Runs the asynchronous part of a handler where its method wants it. It has to end the call by `respond` or `fail`.
    ///
    /// Returns the handler's task if it hasn't ended the call already.
    @discardableResult
    package func run(_ operation: @escaping @Sendable @isolated(any) () async -> Void) -> Task<Void, Never>? {
        guard let entry = headers.method else { return nil }
        hasPaused = false
        switch entry.method.execution {
        case .eventLoop: runOnLoop(entry, operation)
        case .concurrent: task = Task.detached(operation: operation)
        case .executor(let executor): task = Task.detached(executorPreference: executor, operation: operation)
        }
        return task
    }

    private func runOnLoop(_ entry: MethodTable.Entry, _ operation: @escaping @Sendable @isolated(any) () async -> Void) {
        loop.eventLoop.preconditionInEventLoop()
        loop.monitor.handlerStarts(method: entry.index)
        let task = Task.immediateDetached(executorPreference: loop.executor, operation: operation)
        loop.monitor.handlerReturns()
        guard phase != .finished, !hasPaused else { return }
        self.task = task
        loop.monitor.callSuspended(method: entry.index)
    }

    /// The task is over, and the call isn't: there is nothing to do.
    func taskPaused() {
        hasPaused = true
        guard task != nil, phase != .finished else { return }
        task = nil
        if let entry = headers.method, case .eventLoop = entry.method.execution { loop.monitor.callResumed(method: entry.index) }
    }

    /// Runs work that outlives the call, so that the watchdog finds it if it blocks the loop.
    package func watchingForStalls(_ work: () async -> Void) async {
        watchForStalls(on: loop)
        await work()
        endWatch(on: loop)
    }

    /// Has the watchdog name the call's method if that loop is blocked, until ``endWatch(on:)``: for work in a task that isn't the call's.
    package func watchForStalls(on loop: LoopContext) {
        if let entry = headers.method { loop.monitor.callSuspended(method: entry.index) }
    }

    package func endWatch(on loop: LoopContext) {
        if let entry = headers.method { loop.monitor.callResumed(method: entry.index) }
    }

    /// Whether the outcome is decided. On the loop only.
    package var hasEnded: Bool { phase == .finished }

    private func onLoop(_ body: @escaping @Sendable (ServerCall) -> Void) {
        if loop.eventLoop.inEventLoop {
            body(self)
        } else {
            loop.execute { body(self) }
        }
    }

    // MARK: The response

    /// Ends a unary call with its response of `byteCount` bytes, which `encode` writes. From any thread; only the first end counts.
    package func respond(byteCount: Int, _ encode: (UnsafeMutableRawBufferPointer) -> Void) {
        let message = MessageOutbox.message(byteCount: byteCount, encode)
        if loop.eventLoop.inEventLoop {
            finish(with: message)
        } else {
            loop.execute { self.finish(with: message) }
        }
    }

    /// The same, with metadata before the message and behind it.
    package func respond(
        byteCount: Int,
        metadata: RPCMetadata,
        trailers: RPCMetadata = RPCMetadata(),
        _ encode: (UnsafeMutableRawBufferPointer) -> Void
    ) {
        let message = MessageOutbox.message(byteCount: byteCount, encode)
        onLoop { $0.finish(with: message, metadata: metadata, trailers: trailers) }
    }

    /// Ends the call with that status. From any thread; only the first end counts.
    package func fail(_ error: RPCError) {
        onLoop { $0.finish(error.status, metadata: error.metadata) }
    }

    private func finish(with message: [UInt8], metadata: RPCMetadata = RPCMetadata(), trailers: RPCMetadata = RPCMetadata()) {
        guard phase != .finished, let connection else { return }
        markFinished(.ok)
        outbox.append(compressed(message))
        outbox.finish(.ok, metadata: trailers)
        unreadCost = 1024 + outbox.queuedBytes
        connection.submitResponse(self, gzip: answersGzip, metadata: metadata)
        lingerUntilRequestEnds()
    }

    /// Ends the call without a response, or behind the queued ones of a streaming call; ahead of these when the caller has given up.
    func finish(_ status: RPCStatus, metadata: RPCMetadata = RPCMetadata(), dropsQueued: Bool = false) {
        guard phase != .finished, let connection else { return }
        markFinished(status)
        task?.cancel()
        outbox.finish(status, metadata: metadata)
        if !outbox.hasBegun {
            connection.submitTrailersOnly(self, status: status, metadata: metadata)
        } else if dropsQueued {
            outbox.removeMessages()
            connection.submitTrailers(self)
        } else {
            connection.resumeResponse(self)
        }
        lingerUntilRequestEnds()
    }

    /// Queues a message of a streaming response; the first one sends the header fields.
    func send(_ message: [UInt8]) {
        guard phase != .finished, let connection else { return }
        let isFirst = !outbox.hasBegun
        outbox.append(compressed(message))
        if isFirst {
            unreadCost = 1024 + outbox.queuedBytes
            connection.submitResponse(self, gzip: answersGzip, metadata: RPCMetadata())
        } else {
            connection.resumeResponse(self)
        }
    }

    var isOutboxFull: Bool { outbox.isFull }

    /// What an answer counts for while the peer hasn't taken it: its bytes as they were submitted, and something for the stream.
    private(set) var unreadCost = 0
    var responseEnd: (status: RPCStatus, metadata: RPCMetadata)? { outbox.end }

    /// Compression answers compression: a caller that compressed its request and reads gzip gets gzip.
    private var answersGzip: Bool { headers.encoding == .gzip && headers.acceptsGzip }

    private func compressed(_ message: [UInt8]) -> [UInt8] { answersGzip ? MessageOutbox.gzip(message) : message }

    /// Fills `destination` for nghttp2; see `MessageOutbox.read`.
    func readResponse(into destination: UnsafeMutableRawBufferPointer) -> MessageOutbox.Read {
        let read = outbox.read(into: destination)
        streaming?.responseWasSent()
        return read
    }

    // MARK: Ends

    /// From here on the call is deaf; `status` is what a streaming handler that goes on learns.
    private func markFinished(_ status: RPCStatus) {
        if task != nil, let entry = headers.method, case .eventLoop = entry.method.execution {
            loop.monitor.callResumed(method: entry.index)
        }
        phase = .finished
        headers.method?.method.observer?.callEnded(status.code, after: LoopContext.now() - arrival)
        loop.cancelTimer(self)
        streaming?.cancel(RPCError(status: status == .ok ? RPCStatus(.cancelled, "the call has ended") : status))
        assembler = MessageAssembler()
        waitingMessage = nil
        try? recount()
    }

    /// To be called once the bytes that opened the call have been dealt with.
    func startDeadline() {
        guard phase != .finished, let timeout = headers.timeout else { return }
        let (time, overflow) = arrival.addingReportingOverflow(timeout)
        if !overflow { loop.startTimer(self, at: time) }
    }

    /// A request that goes on after its answer is read and dropped for a while; resetting it at once could cost the caller the answer.
    private func lingerUntilRequestEnds() {
        guard !requestEnded, let limits = connection?.limits else { return }
        loop.startTimer(self, at: LoopContext.now() + limits.lingerTimeout.nanoseconds)
    }

    override func timerFired() {
        if phase == .finished {
            connection?.reset(self)
        } else {
            finish(RPCStatus(.deadlineExceeded, "the deadline has passed"), dropsQueued: true)
        }
    }

    /// The stream is gone: answered, reset by the peer, or lost with its connection.
    func streamClosed() {
        if phase != .finished {
            markFinished(RPCStatus(.cancelled, "the caller cancelled"))
            task?.cancel()
        }
        loop.cancelTimer(self)
        task = nil
        streaming = nil
        connection = nil
    }

    // MARK: Streaming

    private func startedStreaming() -> StreamingState {
        if let streaming { return streaming }
        phase = .handling
        let streaming = StreamingState(call: self, receiver: receiver())
        self.streaming = streaming
        if case .streaming(let handler)? = headers.method?.method.kind { start(handler, streaming) }
        return streaming
    }

    private func receiver() -> (any RequestReceiver)? {
        guard case .receiving(let makeReceiver)? = headers.method?.method.kind else { return nil }
        return makeReceiver(self)
    }

    private func start(_ handler: @escaping RPCMethod.StreamingHandler, _ streaming: StreamingState) {
        run {
            do {
                try await handler(RequestMessages(state: streaming), ResponseMessages(state: streaming))
                self.onLoop { $0.finish(.ok) }
            } catch {
                self.fail(RPCError(handlerError: error))
            }
        }
    }
}
