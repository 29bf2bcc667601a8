// What callers await, from any thread.
extension ClientCall {
    /// Makes a unary call with `message`, which is framed. Cancelling the task cancels the call.
    func unaryResponse(to message: [UInt8]) async -> Result<RPCResponse, RPCError> {
        await withTaskCancellationHandler {
            await withCheckedContinuation { continuation in
                onLoop { $0.beginUnary(message, continuation) }
            }
        } onCancel: {
            onLoop { $0.cancel() }
        }
    }

    /// The next response message, or nil at the end.
    func next() async -> Result<[UInt8]?, RPCError> {
        await withCheckedContinuation { continuation in
            onLoop { $0.read(continuation) }
        }
    }

    /// Queues `message`, which is framed, and waits while too much is queued.
    func send(_ message: [UInt8]) async -> Result<Void, RPCError> {
        await withCheckedContinuation { continuation in
            onLoop { $0.write(message, continuation) }
        }
    }
}
