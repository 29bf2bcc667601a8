import NIOPosix

/// The threads of a pool: one polls, two are for what libpq can only do blocking, and must not wait for each other.
struct PoolThreads: Sendable {
    let poll = NIOThreadPool(numberOfThreads: 1)
    let connecting = NIOThreadPool(numberOfThreads: 1)
    let cancelling = NIOThreadPool(numberOfThreads: 1)

    init() {
        for threads in all { threads.start() }
    }

    /// Waits for nothing: a connection that is being made may take its time.
    func shutDown() {
        for threads in all { threads.shutdownGracefully { _ in } }
    }

    private var all: [NIOThreadPool] { [poll, connecting, cancelling] }
}
