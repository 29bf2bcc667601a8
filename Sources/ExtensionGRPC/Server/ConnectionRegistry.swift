import NIOCore

/// The open connections of one event loop.
final class ConnectionRegistry: @unchecked Sendable {  // touched on `loop` only
    let loop: LoopContext
    private var connections: [ObjectIdentifier: ServerConnection] = [:]
    /// The connections are told to leave, or have left, and no other may come.
    private(set) var isDraining = false
    private var whenEmpty: [EventLoopPromise<Void>] = []

    init(loop: LoopContext) { self.loop = loop }

    var openCalls: Int { connections.values.reduce(0) { $0 + $1.openCalls } }

    func add(_ connection: ServerConnection) { connections[ObjectIdentifier(connection)] = connection }

    func remove(_ connection: ServerConnection) {
        connections[ObjectIdentifier(connection)] = nil
        guard connections.isEmpty else { return }
        for promise in whenEmpty { promise.succeed() }
        whenEmpty = []
    }

    /// Begins to drain every connection; the future succeeds when the last one has gone.
    func drain() -> EventLoopFuture<Void> {
        isDraining = true
        for connection in connections.values { connection.beginDrain() }
        let promise = loop.eventLoop.makePromise(of: Void.self)
        if connections.isEmpty {
            promise.succeed()
        } else {
            whenEmpty.append(promise)
        }
        return promise.futureResult
    }

    func abort() {
        for connection in Array(connections.values) { connection.abort() }
    }
}
