// What callers use, from any thread.
extension GRPCClient {
    /// How often a call is made at most that no server has looked at.
    private static let maximumAttempts = 3

    /// Calls a method with one request and one response. Throws the status of a call that failed.
    package func unary(
        _ path: String,
        _ request: [UInt8],
        options: CallOptions = CallOptions()
    ) async throws(RPCError) -> RPCResponse {
        try await unary(path, options: options, byteCount: request.count) { $0.copyBytes(from: request) }
    }

    /// The same, with a request of `byteCount` bytes that `encode` writes, once.
    package func unary(
        _ path: String,
        options: CallOptions = CallOptions(),
        byteCount: Int,
        encode: (UnsafeMutableRawBufferPointer) -> Void
    ) async throws(RPCError) -> RPCResponse {
        let message = MessageOutbox.message(byteCount: byteCount, encode)
        let deadline = deadline(of: options)
        for _ in 1..<Self.maximumAttempts {
            let result = try await attempt(path, message, options, deadline)
            if case .failure(let error) = result, error.isUnprocessed, error.status.code == .unavailable { continue }
            return try result.get()
        }
        return try await attempt(path, message, options, deadline).get()
    }

    /// Opens a streaming call for as long as `body` runs, whatever streams: requests, responses or both. A call that hasn't ended by then,
    /// or when the task is cancelled, is cancelled. It isn't repeated, since `body` has begun.
    package func withStream<Value>(
        _ path: String,
        options: CallOptions = CallOptions(),
        _ body: (StreamingRPC) async throws -> Value
    ) async throws -> Value {
        let deadline = deadline(of: options)
        let lease = try await begin(poolCall(options), until: deadline).get()
        defer { end(lease) }
        return try await lease.connection.withStream(request(path, options, deadline), body)
    }

    /// Throws where there was no connection for the call; that isn't repeated.
    private func attempt(
        _ path: String,
        _ message: [UInt8],
        _ options: CallOptions,
        _ deadline: Int64?
    ) async throws(RPCError) -> Result<RPCResponse, RPCError> {
        let lease = try await begin(poolCall(options), until: deadline).get()
        defer { end(lease) }
        return await lease.connection.unary(request(path, options, deadline), message)
    }

    private func poolCall(_ options: CallOptions) -> PoolCall {
        PoolCall(key: options.key, loop: options.key == nil ? currentLoop : nil, waitsForReady: options.waitsForReady)
    }

    private func request(_ path: String, _ options: CallOptions, _ deadline: Int64?) -> ClientRequest {
        let timeout = deadline.map { Duration.nanoseconds(max(1, $0 - LoopContext.now())) }
        return ClientRequest(path: path, metadata: options.metadata, timeout: timeout, gzip: options.gzip)
    }

    /// Nil where it is too far away to come.
    private func deadline(of options: CallOptions) -> Int64? {
        guard let timeout = options.timeout else { return nil }
        let (time, overflow) = LoopContext.now().addingReportingOverflow(timeout.nanoseconds)
        return overflow ? nil : max(0, time)
    }
}
