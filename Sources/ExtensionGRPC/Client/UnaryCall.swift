/// A call of a `GRPCClient` with one request and one response: over as many attempts as it takes, until its outcome.
///
/// What it needs stands here and not in the frames of its caller's task. Each asynchronous function has a frame with room for whatever any
/// of its lines touches, and a call that waits for its response holds on to all of them.
package final class UnaryCall {
    /// How often a call is made at most, where no server has looked at it.
    private static let maximumAttempts = 3

    let path: String
    let options: CallOptions
    /// Framed.
    let message: [UInt8]
    /// Nanoseconds of the monotonic clock.
    package let beginning = LoopContext.now()
    /// The same; nil where that is too far away to come.
    let deadline: Int64?
    /// The attempt that is in flight, and the slot whose connection it has.
    @exclusivity(unchecked) private(set) var attempt: (call: ClientCall, slot: PoolSlotID)?
    private var attempts = 0
    private var isRepeated = false
    /// How the call ended. Before that, an error that says so.
    @exclusivity(unchecked) package private(set) var result: Result<RPCResponse, RPCError> =
        .failure(RPCError(.unknown, "the call hasn't ended"))

    /// A request of `byteCount` bytes that `encode` writes.
    package init(
        _ path: String,
        options: CallOptions = CallOptions(),
        byteCount: Int,
        encode: (UnsafeMutableRawBufferPointer) -> Void
    ) {
        self.path = path
        self.options = options
        message = MessageOutbox.message(byteCount: byteCount, encode)
        deadline = options.deadline(from: beginning)
    }

    func begin(on lease: GRPCClient.Lease) {
        attempts += 1
        attempt = (ClientCall(options.request(path, until: deadline), unary: message, on: lease.connection), lease.slot)
    }

    /// The attempt has failed, or there is no connection for one.
    func fail(_ error: RPCError) {
        var error = error
        // What was made before may have been looked at.
        if isRepeated { error.isUnprocessed = false }
        result = .failure(error)
    }

    /// Takes the result of the attempt that has ended. Whether there is to be another one.
    func endAttempt() -> Bool {
        guard let attempt else { return false }
        self.attempt = nil
        switch attempt.call.unaryResult {
        case .success(let response):
            result = .success(response)
            return false
        case .failure(let error):
            fail(error)
            return mayRepeat(after: error)
        }
    }

    private func mayRepeat(after error: RPCError) -> Bool {
        guard error.status.code == .unavailable else { return false }
        if error.isUnprocessed { return attempts < Self.maximumAttempts }
        guard options.isRepeatable, !isRepeated else { return false }
        isRepeated = true
        return true
    }
}

extension CallOptions {
    /// Nil where it is too far away to come.
    func deadline(from beginning: Int64) -> Int64? {
        guard let timeout else { return nil }
        let (time, overflow) = beginning.addingReportingOverflow(timeout.nanoseconds)
        return overflow ? nil : max(0, time)
    }

    func request(_ path: String, until deadline: Int64?) -> ClientRequest {
        ClientRequest(path: path, metadata: metadata, timeout: deadline.map { max(1, $0 - LoopContext.now()) }, gzip: gzip)
    }
}
