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
        try await result(path, options: options, byteCount: byteCount, encode: encode).get()
    }

    /// The same, and its outcome as a value. Each asynchronous function costs its task memory, so this is one.
    package func result(
        _ path: String,
        options: CallOptions = CallOptions(),
        byteCount: Int,
        encode: (UnsafeMutableRawBufferPointer) -> Void
    ) async -> Result<RPCResponse, RPCError> {
        let message = MessageOutbox.message(byteCount: byteCount, encode)
        let deadline = deadline(of: options)
        var attempts = 1
        while true {
            let lease: Lease
            switch await begin(poolCall(options), until: deadline) {
            case .success(let found): lease = found
            case .failure(let error): return .failure(error)
            }
            let result = await ClientCall(request(path, options, deadline), on: lease.connection).unaryResponse(to: message)
            end(lease)
            guard case .failure(let error) = result, error.isUnprocessed, error.status.code == .unavailable,
                attempts < Self.maximumAttempts
            else { return result }
            attempts += 1
        }
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
