/// Where a handler runs.
public struct HookExecution: Sendable {
    enum Kind: Sendable {
        case eventLoop
        case on(any TaskExecutor)
    }

    let kind: Kind

    /// On the event loop of the broker's connection: the fastest, for handlers that await and never block. The default.
    public static let eventLoop = HookExecution(kind: .eventLoop)

    /// On Swift's global concurrent executor: for handlers that compute for more than some 100 µs.
    public static let concurrent = HookExecution(kind: .on(globalConcurrentExecutor))

    /// On an executor of your own.
    public static func executor(_ executor: any TaskExecutor) -> HookExecution { HookExecution(kind: .on(executor)) }

    var executor: (any TaskExecutor)? {
        guard case .on(let executor) = kind else { return nil }
        return executor
    }
}
