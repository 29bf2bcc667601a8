import NIOConcurrencyHelpers
import NIOCore

/// Where the answer to a waiting call meets the task that waits for it, whichever comes first.
enum LeaseWaiter: Sendable {
    typealias Answer = Result<GRPCClient.Lease, RPCError>

    case waiting(CheckedContinuation<Answer, Never>)
    case answered(Answer)
}

extension GRPCClient {
    /// A connection for one call. It is given back with `end`.
    func lease(_ options: CallOptions, until deadline: Int64?) async -> LeaseWaiter.Answer {
        switch place(options) {
        case .lease(let lease): .success(lease)
        case .failed(let error): .failure(error)
        case .waiting(let id): await wait(id, until: deadline)
        }
    }

    func place(_ options: CallOptions) -> PoolPlacement<ClientConnection> {
        let call = PoolCall(key: options.key, loop: options.key == nil ? currentLoop : nil, waitsForReady: options.waitsForReady)
        return update { $0.place(call, at: $1) }
    }

    /// The call that had a connection of that slot has ended.
    func end(_ slot: PoolSlotID) {
        let isLast = update { pool, _ in
            pool.release(slot)
            return pool.isClosed && pool.activeCalls == 0
        }
        if isLast { becameIdle() }
    }

    func wait(_ id: Int, until deadline: Int64?) async -> LeaseWaiter.Answer {
        let cutOff = deadline.map { deadline in
            loops[0].eventLoop.scheduleTask(deadline: .uptimeNanoseconds(UInt64(deadline))) { self.giveUp(id, Self.deadlinePassed) }
        }
        defer { cutOff?.cancel() }
        return await withTaskCancellationHandler {
            await withCheckedContinuation { waiter(id, .waiting($0)) }
        } onCancel: {
            giveUp(id, RPCError(.cancelled, "the call was cancelled").unprocessed())
        }
    }

    private func giveUp(_ id: Int, _ error: RPCError) {
        if update({ pool, _ in pool.remove(waiter: id) }) { resume(id, .failure(error)) }
    }

    func resume(_ id: Int, _ answer: LeaseWaiter.Answer) { waiter(id, .answered(answer)) }

    /// The second of the two to come makes the task go on.
    private func waiter(_ id: Int, _ arrival: LeaseWaiter) {
        let other = state.withLockedValue { state in
            let other = state.waiters.removeValue(forKey: id)
            if other == nil { state.waiters[id] = arrival }
            return other
        }
        switch (arrival, other) {
        case (.waiting(let continuation), .answered(let answer)?), (.answered(let answer), .waiting(let continuation)?):
            continuation.resume(returning: answer)
        case (_, nil): break
        default: preconditionFailure("a waiting call has one task and one answer")
        }
    }

    static var deadlinePassed: RPCError {
        RPCError(.deadlineExceeded, "the deadline has passed while the call waited for a connection").unprocessed()
    }
}
