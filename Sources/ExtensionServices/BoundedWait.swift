package import ExtensionGRPC
import NIOConcurrencyHelpers
package import NIOCore

/// A wait for something, or for so long. Whatever was waited for may happen later still, when there is no loop any more.
package final class BoundedWait: Sendable {
    private let eventLoop: any EventLoop
    private let end: EventLoopFuture<Void>
    private let promise: NIOLockedValueBox<EventLoopPromise<Void>?>

    package init(on eventLoop: any EventLoop) {
        self.eventLoop = eventLoop
        let promise = eventLoop.makePromise(of: Void.self)
        end = promise.futureResult
        self.promise = NIOLockedValueBox(promise)
    }

    /// It has happened. Only the first time counts.
    package func finish() {
        promise.withLockedValue { promise in
            promise?.succeed()
            promise = nil
        }
    }

    /// Returns when ``finish()`` was called, and after `bound` in any case.
    package func wait(within bound: TimeAmount) async {
        let cutOff = eventLoop.scheduleTask(in: bound) { self.finish() }
        try? await end.get()
        cutOff.cancel()
    }
}

extension OffloadPool {
    /// Lets the work that is queued finish, for as long as `bound`; work can't be cancelled, so what is left is left to itself.
    package func shutDown(within bound: TimeAmount, on eventLoop: any EventLoop) async {
        let wait = BoundedWait(on: eventLoop)
        Task.detached {
            await self.shutDown()
            wait.finish()
        }
        await wait.wait(within: bound)
    }
}
