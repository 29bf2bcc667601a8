/// Something that happens, and that another task waits for.
struct Signal: Sendable {
    private let stream: AsyncStream<Void>
    private let continuation: AsyncStream<Void>.Continuation

    init() { (stream, continuation) = AsyncStream.makeStream() }

    func fire() { continuation.yield() }

    /// Returns when it has happened once more, or the task is cancelled.
    func wait() async { for await _ in stream { return } }
}

/// Where nobody goes on before all have come.
actor Rendezvous {
    private let parties: Int
    private var waiting: [CheckedContinuation<Void, Never>] = []

    init(parties: Int) { self.parties = parties }

    func meet() async {
        await withCheckedContinuation { continuation in
            waiting.append(continuation)
            guard waiting.count == parties else { return }
            for waiter in waiting { waiter.resume() }
            waiting = []
        }
    }
}
