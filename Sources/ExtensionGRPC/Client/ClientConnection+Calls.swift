import NIOCore

// What callers use, from any thread.
extension ClientConnection {
    /// Calls a method with one request and one response. Throws the status of a call that failed.
    ///
    /// - Parameters:
    ///   - timeout: Sent as `grpc-timeout` and kept here too: past it the call fails with DEADLINE_EXCEEDED.
    ///   - gzip: Whether the request is compressed.
    package func unary(
        _ path: String,
        _ request: [UInt8],
        metadata: RPCMetadata = [:],
        timeout: Duration? = nil,
        gzip: Bool = false
    ) async throws(RPCError) -> RPCResponse {
        try await unary(path, metadata: metadata, timeout: timeout, gzip: gzip, byteCount: request.count) {
            $0.copyBytes(from: request)
        }
    }

    /// The same, with a request of `byteCount` bytes that `encode` writes.
    package func unary(
        _ path: String,
        metadata: RPCMetadata = [:],
        timeout: Duration? = nil,
        gzip: Bool = false,
        byteCount: Int,
        encode: (UnsafeMutableRawBufferPointer) -> Void
    ) async throws(RPCError) -> RPCResponse {
        let message = MessageOutbox.message(byteCount: byteCount, encode)
        let request = ClientRequest(path: path, metadata: metadata, timeout: timeout?.nanoseconds, gzip: gzip)
        return try await unary(request, message).get()
    }

    /// The same, with a message that is framed.
    func unary(_ request: ClientRequest, _ message: [UInt8]) async -> Result<RPCResponse, RPCError> {
        let call = ClientCall(request, unary: message, on: self)
        await call.unaryEnd()
        return call.unaryResult
    }

    /// Opens a streaming call for as long as `body` runs, whatever streams: requests, responses or both. A call that hasn't ended by then,
    /// or when the task is cancelled, is cancelled.
    package func withStream<Value>(
        _ path: String,
        metadata: RPCMetadata = [:],
        timeout: Duration? = nil,
        gzip: Bool = false,
        _ body: (StreamingRPC) async throws -> Value
    ) async throws -> Value {
        try await withStream(ClientRequest(path: path, metadata: metadata, timeout: timeout?.nanoseconds, gzip: gzip), body)
    }

    func withStream<Value>(_ request: ClientRequest, _ body: (StreamingRPC) async throws -> Value) async throws -> Value {
        let call = ClientCall(request, on: self)
        return try await withTaskCancellationHandler {
            call.onLoop { $0.begin() }
            defer { call.onLoop { $0.cancel() } }
            return try await body(StreamingRPC(call: call))
        } onCancel: {
            call.onLoop { $0.cancel() }
        }
    }

    /// Closes the connection. Calls in flight fail with UNAVAILABLE. Repeated calls do nothing.
    package func close() async {
        let loop = loop.eventLoop
        try? await loop.submit { self.goAway() }.get()
    }
}
