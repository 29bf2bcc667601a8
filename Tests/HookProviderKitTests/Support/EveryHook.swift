import HookProviderKit

/// A provider of all 19 hooks, which writes down what it is given.
struct EveryHook: Sendable {
    struct Observation: Sendable, Equatable {
        let hook: Hook
        let event: any Hashable & Sendable

        static func == (lhs: Self, rhs: Self) -> Bool { lhs.hook == rhs.hook && AnyHashable(lhs.event) == AnyHashable(rhs.event) }
    }

    let journal = Journal<Observation>()

    private func note(_ event: any Hashable & Sendable, _ context: HookContext) {
        journal.add(Observation(hook: context.hook, event: event))
    }
}

extension EveryHook: ClientAuthenticateHook, ClientAuthorizeHook, MessagePublishHook {
    var messagePublishTopics: [TopicFilter] { ["#"] }

    func clientAuthenticate(_ request: ClientAuthenticate, context: HookContext) async throws -> AuthenticationDecision {
        note(request, context)
        return .allow
    }

    func clientAuthorize(_ request: ClientAuthorize, context: HookContext) async throws -> AuthorizationDecision {
        note(request, context)
        return .deny
    }

    func messagePublish(_ message: MessagePublish, context: HookContext) async throws -> PublishDecision {
        note(message, context)
        return .pass
    }
}

extension EveryHook: ClientConnectHook, ClientConnackHook, ClientConnectedHook, ClientDisconnectedHook, ClientSubscribeHook,
    ClientUnsubscribeHook
{
    func clientConnect(_ event: ClientConnect, context: HookContext) async throws { note(event, context) }
    func clientConnack(_ event: ClientConnack, context: HookContext) async throws { note(event, context) }
    func clientConnected(_ event: ClientConnected, context: HookContext) async throws { note(event, context) }
    func clientDisconnected(_ event: ClientDisconnected, context: HookContext) async throws { note(event, context) }
    func clientSubscribe(_ event: ClientSubscribe, context: HookContext) async throws { note(event, context) }
    func clientUnsubscribe(_ event: ClientUnsubscribe, context: HookContext) async throws { note(event, context) }
}

extension EveryHook: SessionCreatedHook, SessionSubscribedHook, SessionUnsubscribedHook, SessionResumedHook, SessionDiscardedHook,
    SessionTakenOverHook, SessionTerminatedHook
{
    func sessionCreated(_ event: SessionCreated, context: HookContext) async throws { note(event, context) }
    func sessionSubscribed(_ event: SessionSubscribed, context: HookContext) async throws { note(event, context) }
    func sessionUnsubscribed(_ event: SessionUnsubscribed, context: HookContext) async throws { note(event, context) }
    func sessionResumed(_ event: SessionResumed, context: HookContext) async throws { note(event, context) }
    func sessionDiscarded(_ event: SessionDiscarded, context: HookContext) async throws { note(event, context) }
    func sessionTakenOver(_ event: SessionTakenOver, context: HookContext) async throws { note(event, context) }
    func sessionTerminated(_ event: SessionTerminated, context: HookContext) async throws { note(event, context) }
}

extension EveryHook: MessageDeliveredHook, MessageDroppedHook, MessageAckedHook {
    var messageDeliveredTopics: [TopicFilter] { ["#"] }
    var messageDroppedTopics: [TopicFilter] { ["#"] }
    var messageAckedTopics: [TopicFilter] { ["#"] }

    func messageDelivered(_ event: MessageDelivered, context: HookContext) async throws { note(event, context) }
    func messageDropped(_ event: MessageDropped, context: HookContext) async throws { note(event, context) }
    func messageAcked(_ event: MessageAcked, context: HookContext) async throws { note(event, context) }
}
