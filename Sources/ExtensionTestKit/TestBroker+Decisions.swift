public import ExtensionProtocol
public import HookProviderKit

extension TestBroker {
    /// Asks whether a client may connect. `priorResult` says whether an authenticator of the broker has accepted it already.
    ///
    /// With `AuthenticationDecision.ignore` as the answer, EMQX 5.0 to 5.8 refuse the client unless `priorResult` is true.
    public func authenticate(_ client: ClientInfo, priorResult: Bool = false) async throws -> AuthenticationDecision {
        let answer = try await answer(to: ClientAuthenticate(client: client, priorResult: priorResult))
        return try reading(.clientAuthenticate).authentication(answer.response)
    }

    /// Asks whether a client may publish or subscribe. `priorResult` is what the broker would do by itself.
    public func authorize(
        _ client: ClientInfo,
        to action: AuthorizationAction,
        _ topic: String,
        priorResult: Bool = false
    ) async throws -> AuthorizationDecision {
        let answer = try await answer(to: ClientAuthorize(client: client, action: action, topic: topic, priorResult: priorResult))
        return try reading(.clientAuthorize).authorization(answer.response)
    }

    /// Asks what becomes of a message. What a `.publish` says is only what it changes of the message.
    ///
    /// Before EMQX 5.9, which is on exhook v1 and v2, properties aren't sent.
    public func publish(_ message: Message, properties: [Property] = [], userProperties: [Property] = []) async throws -> PublishDecision {
        let event = MessagePublish(message: message, properties: properties, userProperties: userProperties)
        let (response, asked) = try await answer(to: event)
        return try reading(.messagePublish).publish(response, asked.message)
    }

    /// Asks the same, and returns the message as its subscribers get it; nil if it is dropped.
    public func route(_ message: Message) async throws -> Message? {
        let (response, asked) = try await answer(to: MessagePublish(message: message))
        return try reading(.messagePublish).routed(response, asked.message)
    }

    /// The answer as it came, and the event as it was sent.
    func answer<Event: BrokerEvent>(to event: Event) async throws -> (response: ValuedResponse, asked: Event) {
        let (answer, asked) = try await fire(event)
        return (try read(ValuedResponse.self, answer, from: .hook(Event.hook)), asked)
    }

    private func reading(_ hook: Hook) -> DecisionReading {
        DecisionReading(method: hook.methodName(in: emulated.version), numbering: emulated.numbering)
    }
}
