import ExtensionGRPC
import ExtensionProtocol
import NIOCore

/// Makes one call after the other on its connection.
struct Publisher: Sendable {
    private static let path = "/emqx.exhook.v3.HookProvider/OnMessagePublish"

    let client: ClientConnection
    let clock: CallClock
    let messages: MessageSource
    let timeout: Duration

    func run() async -> [CallOutcome] {
        var outcomes: [CallOutcome] = []
        while let (number, due) = clock.take() {
            let wait = due - .now()
            if wait > .zero { try? await Task.sleep(for: .nanoseconds(wait.nanoseconds)) }
            outcomes.append(await call(number, due: due))
        }
        return outcomes
    }

    /// A paced call's latency counts from when it was due, so that a provider that stalls isn't spared the calls that couldn't be made.
    private func call(_ number: Int, due: NIODeadline) async -> CallOutcome {
        let request = messages.request(number)
        let start = clock.isPaced ? due : NIODeadline.now()
        let result: CallOutcome.Result
        do throws(RPCError) {
            let response = try await client.unary(Self.path, request, timeout: timeout).message
            result = Self.isDropped(response) ? .dropped : .passed
        } catch {
            result = .failed
        }
        return CallOutcome(result: result, nanoseconds: (NIODeadline.now() - start).nanoseconds)
    }

    private static func isDropped(_ response: [UInt8]) -> Bool {
        let answer = try? response.withUnsafeBytes { bytes in try ValuedResponse(decoding: bytes, version: .v3) }
        guard case .message(let message)? = answer?.value else { return false }
        return !message.allowsPublish
    }
}
