// What callers await, from any thread.
extension ClientCall {
    /// Makes a unary call, and returns when it has ended: `unaryResult` is set. Cancelling the task cancels the call.
    func unaryEnd() async {
        await withTaskCancellationHandler {
            await withUnsafeContinuation { beginUnary($0) }
        } onCancel: {
            onLoop { $0.cancel() }
        }
    }

    /// The next response message, or nil at the end.
    func next() async -> Result<[UInt8]?, RPCError> {
        await withUnsafeContinuation { continuation in
            onLoop { $0.read(continuation) }
        }
    }

    /// Queues `message`, which is framed, and waits while too much is queued.
    func send(_ message: [UInt8]) async -> Result<Void, RPCError> {
        await withUnsafeContinuation { continuation in
            onLoop { $0.write(message, continuation) }
        }
    }
}
