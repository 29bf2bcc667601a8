import NIOPosix

/// Runs `body` on so many threads of its own at the same time, whatever other tests keep busy.
func onThreads(_ count: Int, _ body: @escaping @Sendable () -> Void) async throws {
    let pool = NIOThreadPool(numberOfThreads: count)
    pool.start()
    try await withThrowingTaskGroup { group in
        for _ in 0..<count { group.addTask { try await pool.runIfActive(body) } }
        try await group.waitForAll()
    }
    try await pool.shutdownGracefully()
}
