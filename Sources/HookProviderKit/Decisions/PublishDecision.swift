import ExtensionGRPC
public import ExtensionProtocol

/// The answer to a published message.
public struct PublishDecision: Sendable, Hashable {
    enum Outcome: Sendable, Hashable {
        case pass
        case publish(topic: String?, qos: QoS?, payload: [UInt8]?)
        case drop
    }

    var outcome: Outcome
    var isProposal = false

    /// The message goes on as it is, to the providers after this one and to its subscribers.
    public static let pass = PublishDecision(outcome: .pass)

    /// The message isn't routed. Its publisher isn't told: EMQX acknowledges it all the same.
    ///
    /// Since EMQX 5.0 the rule engine and the retainer come before providers, and have seen the message.
    public static let drop = PublishDecision(outcome: .drop)

    /// The message goes on with what is given here in place of its own; no other provider is asked. EMQX takes nothing else back.
    public static func publish(topic: String? = nil, qos: QoS? = nil, payload: [UInt8]? = nil) -> PublishDecision {
        PublishDecision(outcome: .publish(topic: topic, qos: qos, payload: payload))
    }

    /// The same answer as a proposal: providers after this one see the message as it is now, and may change it again. Of ``pass`` it is the
    /// same.
    public var continuing: PublishDecision { PublishDecision(outcome: outcome, isProposal: !isUndecided) }
}

extension PublishDecision: HookDecision {
    static var undecided: PublishDecision { .pass }
    var isUndecided: Bool { outcome == .pass }
    var isFinal: Bool { !isUndecided && !isProposal }

    /// What it replaces has been replaced.
    var standing: PublishDecision { outcome == .drop ? .drop.continuing : .publish().continuing }

    func applied(to event: MessagePublish) -> MessagePublish {
        var event = event
        if case .publish(let topic, let qos, let payload) = outcome {
            event.message.topic = topic ?? event.message.topic
            event.message.qos = qos ?? event.message.qos
            event.message.payload = payload ?? event.message.payload
        }
        event.message.allowsPublish = outcome != .drop
        return event
    }

    /// EMQX applies every field of the message that it gets back, empty ones too, so a whole message is what it gets.
    func respond(to event: MessagePublish, _ encoder: ResponseEncoder, _ call: ServerCall) {
        switch outcome {
        case .pass: encoder.response(.ignore, nil).respond(to: call)
        case .drop: answer(event.message, nil, nil, nil, allowsPublish: false, encoder, call)
        case .publish(let topic, let qos, let payload): answer(event.message, topic, qos, payload, allowsPublish: true, encoder, call)
        }
    }

    private func answer(
        _ message: Message,
        _ topic: String?,
        _ qos: QoS?,
        _ payload: [UInt8]?,
        allowsPublish: Bool,
        _ encoder: ResponseEncoder,
        _ call: ServerCall
    ) {
        let answer = PublishAnswer(
            type: encoder.type(of: isProposal ? .proceed : .stopAndReturn),
            original: message,
            topic: topic,
            qos: qos,
            payload: payload,
            allowsPublish: allowsPublish
        )
        call.respond(byteCount: answer.encodedSize) { answer.encode(into: $0) }
    }
}

extension PublishDecision: CustomStringConvertible {
    /// As it is written in Swift, with the length in place of a payload.
    public var description: String {
        switch outcome {
        case .pass: ".pass"
        case .drop: isProposal ? ".drop.continuing" : ".drop"
        case .publish(let topic, let qos, let payload):
            ".publish(\(Self.arguments(topic, qos, payload)))" + (isProposal ? ".continuing" : "")
        }
    }

    private static func arguments(_ topic: String?, _ qos: QoS?, _ payload: [UInt8]?) -> String {
        [topic.map { "topic: \"\($0)\"" }, qos.map { "qos: \($0)" }, payload.map { "payload: \($0.count) bytes" }].compactMap(\.self)
            .joined(separator: ", ")
    }
}
