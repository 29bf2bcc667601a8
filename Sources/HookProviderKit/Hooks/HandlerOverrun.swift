import ExtensionGRPC
import NIOCore

/// Gives a handler's fallback when most of the broker's deadline is over, and cancels the handler at the deadline.
final class HandlerOverrun: @unchecked Sendable {  // touched on the call's event loop only
    private let context: HookContext
    private let call: ServerCall
    private let timer: LoopTimer
    private let deadline: Int64
    private var task: Task<Void, Never>?
    private var isTimeUp = false
    /// Whether a fallback has ended the call.
    private(set) var hasAnswered = false
    /// Ends the call in place of the handler that runs; nil where that has no fallback.
    var fallback: (() -> Void)? {
        didSet {
            guard isTimeUp, !hasAnswered, fallback != nil, isOnLoop else { return }
            timer.start(at: LoopContext.now()) { self.overran() }
        }
    }

    /// Nil where the broker set no deadline.
    init?(_ call: ServerCall, _ context: HookContext) {
        guard let deadline = call.deadline else { return nil }
        self.context = context
        self.call = call
        self.deadline = Int64(clamping: deadline.uptimeNanoseconds)
        timer = LoopTimer(loop: call.loop)
        let now = LoopContext.now()
        timer.start(at: now + (self.deadline - now) / 5 * 4) { self.overran() }
    }

    /// False once the loop is retired and a handler that outlived it goes on elsewhere: then there is no call to end.
    private var isOnLoop: Bool { call.loop.eventLoop.inEventLoop }

    /// Has `task`, the handler that hasn't returned yet, cancelled at the deadline.
    func watch(_ task: Task<Void, Never>?) { self.task = task }

    func end() {
        guard isOnLoop else { return }
        timer.cancel()
        fallback = nil
        task = nil
    }

    private func overran() {
        isTimeUp = true
        guard let fallback, !call.hasEnded else { return }
        hasAnswered = true
        context.handlerOverran()
        fallback()
        timer.start(at: deadline) { self.task?.cancel() }
    }
}
