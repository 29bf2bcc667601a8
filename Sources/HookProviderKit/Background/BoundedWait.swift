import NIOConcurrencyHelpers
import NIOCore

/// A wait for something, or for so long. Whatever was waited for may happen later still, when there is no loop any more.
final class BoundedWait: Sendable {
    private let eventLoop: any EventLoop
    private let end: EventLoopFuture<Void>
    private let promise: NIOLockedValueBox<EventLoopPromise<Void>?>

    init(on eventLoop: any EventLoop) {
        self.eventLoop = eventLoop
        let promise = eventLoop.makePromise(of: Void.self)
        end = promise.futureResult
        self.promise = NIOLockedValueBox(promise)
    }

    /// It has happened. Only the first time counts.
    func finish() {
        promise.withLockedValue { promise in
            promise?.succeed()
            promise = nil
        }
    }

    /// Returns when ``finish()`` was called, and after `bound` in any case.
    func wait(within bound: TimeAmount) async {
        let cutOff = eventLoop.scheduleTask(in: bound) { self.finish() }
        try? await end.get()
        cutOff.cancel()
    }
}
