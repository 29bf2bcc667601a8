import ExtensionGRPC
import Logging
import NIOCore

/// One client stream of a legacy handler. It is opened by its first message, and anew when the handler has ended it.
final class HandlerStream: @unchecked Sendable {  // every mutable property is touched on `loop` only
    private let path: String
    private let client: GRPCClient
    private let key: AffinityKey
    private let loop: LoopContext
    private let logger: Logger
    private var queue = StreamQueue()
    private var onMessage: CheckedContinuation<Void, Never>?
    private var isRunning = false
    private var isFinished = false
    private var hasStreamEnded = false

    init(path: String, client: GRPCClient, key: AffinityKey, loop: LoopContext, logger: Logger) {
        self.path = path
        self.client = client
        self.key = key
        self.loop = loop
        self.logger = logger
    }

    /// Ends when the message is on its way, or when the task is cancelled. On the loop.
    func send(_ message: [UInt8]) async -> RPCStatus {
        let number = queue.nextNumber()
        return await withTaskCancellationHandler {
            await withCheckedContinuation { continuation in
                queue.append(message, number: number) { continuation.resume(returning: $0) }
                wake()
            }
        } onCancel: {
            loop.eventLoop.execute { self.queue.cancel(number, RPCStatus(.cancelled, "the call took too long")) }
        }
    }

    /// Ends the stream behind the messages that wait. From any thread.
    func finish() {
        loop.eventLoop.execute {
            self.isFinished = true
            self.wake()
        }
    }

    private func wake() {
        onMessage?.resume()
        onMessage = nil
        guard !isRunning, !queue.isEmpty else { return }
        isRunning = true
        Task.immediateDetached(executorPreference: loop.executor) { await self.run() }
    }

    private func run() async {
        while let item = await next() { await serve(item) }
        isRunning = false
    }

    /// The next message; nil at the end.
    private func next() async -> StreamQueue.Item? {
        while true {
            if let item = queue.next() { return item }
            if isFinished { return nil }
            await withCheckedContinuation { onMessage = $0 }
        }
    }

    /// Opens a stream for a message, and sends what follows over it until it ends.
    private func serve(_ first: StreamQueue.Item) async {
        var item = first
        do {
            hasStreamEnded = false
            try await client.withStream(path, options: CallOptions(key: key)) { stream in
                let watch = Task.immediateDetached(executorPreference: loop.executor) { await self.watch(stream) }
                while true {
                    try await stream.send(item.message)
                    queue.complete(item.number, .ok)
                    guard let next = await next() else {
                        stream.finishRequests()
                        return await watch.value
                    }
                    guard !hasStreamEnded else { return queue.putBack(next) }
                    item = next
                }
            }
        } catch {
            queue.complete(item.number, RPCError(handlerError: error).status)
        }
    }

    /// Notices the end of the stream, whose answers say nothing.
    private func watch(_ stream: StreamingRPC) async {
        do {
            for try await _ in stream.responses {}
        } catch {
            // The next message opens another one, and has that one's error if it fails too.
        }
        hasStreamEnded = true
        logger.debug("A stream of the handler has ended.", metadata: ["path": "\(path)"])
    }
}
