import ExtensionGRPC
import ExtensionProtocol

/// An answer that depends on the broker. Without one, the caller is told so after five seconds, as by EMQX; the work itself goes on.
final class PendingAnswer: @unchecked Sendable {  // touched on its loop only
    private static let limit = Duration.seconds(5)

    private let call: AdapterCall
    private let timer: LoopTimer
    private var isAnswered = false

    init(_ call: AdapterCall, loop: LoopContext) {
        self.call = call
        timer = LoopTimer(loop: loop)
    }

    /// Only the first answer counts.
    func answer(_ response: CodeResponse) {
        guard !isAnswered else { return }
        isAnswered = true
        timer.cancel()
        call.answer(response)
    }

    func startTimer() {
        guard !isAnswered else { return }
        timer.start(at: LoopContext.now() + Self.limit.nanoseconds) { [self] in answer(.notAnswered) }
    }
}
