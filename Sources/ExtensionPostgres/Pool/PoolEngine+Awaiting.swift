// What callers await, from any thread.
extension PoolEngine {
    /// Queues the request and waits for its answer. Cancelling the task abandons it.
    @discardableResult
    func result(of request: Request, on lease: Lease? = nil) async throws(PostgresError) -> PostgresRows? {
        let result = await withTaskCancellationHandler {
            await withCheckedContinuation { (continuation: CheckedContinuation<Result<PostgresRows?, PostgresError>, Never>) in
                let isOpen = loop.execute { [self] in
                    guard !request.isFinished else { return continuation.resume(returning: .failure(.cancelled(wasSent: false))) }
                    request.whenFinished { continuation.resume(returning: $0) }
                    if let lease { submit(request, on: lease) } else { submit(request) }
                }
                if !isOpen { continuation.resume(returning: .failure(.poolClosed)) }
            }
        } onCancel: {
            loop.execute { self.abandon(request, because: .cancelled(wasSent: request.wasSent)) }
        }
        return try result.get()
    }

    func rows(of request: Request, on lease: Lease? = nil) async throws(PostgresError) -> PostgresRows {
        guard let rows = try await result(of: request, on: lease) else { throw .misuse("the statement gave no result") }
        return rows
    }
}
