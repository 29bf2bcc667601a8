import ExtensionProtocol
import Logging
import NIOCore

/// Finds the connections whose end nobody told: asks their gateway for those that nothing has come from for long.
struct ConnectionSweep: Sendable {
    /// How many gateways' answers are waited for at once.
    private static let width = 32
    /// How often a gateway may be out of reach before its connections are taken for lost.
    private static let attempts = 2

    let dispatcher: EventDispatcher
    let environment: HandlerEnvironment
    let idleTimeout: Duration

    /// Goes on until its task is cancelled.
    func repeatForever() async {
        while !Task.isCancelled {
            // What is silent for long is found before a third of that again is over.
            try? await Task.sleep(for: idleTimeout / 3)
            await sweep(idleSince: .now() - TimeAmount(idleTimeout))
        }
    }

    func sweep(idleSince time: NIODeadline) async {
        let sessions = dispatcher.sessions.all
        for session in sessions where session.isStuck(since: time) { cancel(session) }
        await withTaskGroup(of: Void.self) { tasks in
            for (index, session) in sessions.filter({ $0.isIdle(since: time) }).enumerated() {
                if index >= Self.width { await tasks.next() }
                tasks.addTask { await check(session) }
            }
        }
        await dispatcher.gateways.closeUnused(sessions)
    }

    /// Its device is gone, and it doesn't come for the news.
    private func cancel(_ session: ConnectionSession) {
        environment.connection(session).logger.warning("A handler goes on though its connection has ended: it is cancelled.")
        session.cancel()
    }

    private func check(_ session: ConnectionSession) async {
        guard await isLost(session) else { return }
        guard session.close(.lost, .kit) else { return }
        environment.metrics?.evicted()
        environment.connection(session).logger.warning("The gateway doesn't have a connection any more whose end wasn't told.")
    }

    /// Ending a subscription that nobody has is the one call that changes nothing.
    private func isLost(_ session: ConnectionSession) async -> Bool {
        let request = UnsubscribeRequest(connection: session.id, topic: "$exproto/is-alive")
        do throws(AdapterError) {
            try await session.gateway.call(.unsubscribe, request, connection: session.id)
        } catch {
            switch error.code {
            case .connectionNotAlive, .parameterInvalid: return true
            case .unavailable, .deadlineExceeded: return session.probeFailed() >= Self.attempts
            default: break
            }
        }
        session.probeSucceeded()
        return false
    }
}
