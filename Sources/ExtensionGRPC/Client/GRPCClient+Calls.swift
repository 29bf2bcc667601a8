// What callers use, from any thread.
extension GRPCClient {
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
        let call = UnaryCall(path, options: options, byteCount: byteCount, encode: encode)
        await perform(call)
        return try call.result.get()
    }

    /// Makes a call, and returns when it has its result.
    package func perform(_ call: UnaryCall) async {
        repeat {
            if let waiter = place(call) { await awaitConnection(call, waiter) }
            await call.attempt?.call.unaryEnd()
        } while goesOn(call)
    }

    /// Opens a streaming call for as long as `body` runs, whatever streams: requests, responses or both. A call that hasn't ended by then,
    /// or when the task is cancelled, is cancelled. It isn't repeated, since `body` has begun.
    package func withStream<Value>(
        _ path: String,
        options: CallOptions = CallOptions(),
        _ body: (StreamingRPC) async throws -> Value
    ) async throws -> Value {
        let deadline = options.deadline(from: LoopContext.now())
        let lease = try await lease(options, until: deadline).get()
        defer { end(lease.slot) }
        return try await lease.connection.withStream(options.request(path, until: deadline), body)
    }

    // MARK: Unary calls

    /// Begins an attempt if there is a connection for it, or ends the call if there won't be one; else returns by which number it waits.
    @inline(never)  // stays out of the frame of its caller
    private func place(_ call: UnaryCall) -> Int? {
        switch place(call.options) {
        case .lease(let lease): call.begin(on: lease)
        case .failed(let error): call.fail(error)
        case .waiting(let waiter): return waiter
        }
        return nil
    }

    @inline(never)
    private func awaitConnection(_ call: UnaryCall, _ waiter: Int) async {
        switch await wait(waiter, until: call.deadline) {
        case .success(let lease): call.begin(on: lease)
        case .failure(let error): call.fail(error)
        }
    }

    @inline(never)
    private func goesOn(_ call: UnaryCall) -> Bool {
        if let attempt = call.attempt { end(attempt.slot) }
        return call.endAttempt()
    }
}
