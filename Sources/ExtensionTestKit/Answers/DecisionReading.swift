import ExtensionProtocol
import HookProviderKit

/// Reads the answer to a decision as one broker does.
struct DecisionReading {
    let method: String
    let numbering: ResponseNumbering

    func authentication(_ response: ValuedResponse) throws -> AuthenticationDecision {
        guard let (isAllowed, isFinal) = try verdict(response, as: Bool.self) else { return .ignore }
        let decision = isAllowed ? AuthenticationDecision.allow : .deny
        return isFinal ? decision : decision.continuing
    }

    func authorization(_ response: ValuedResponse) throws -> AuthorizationDecision {
        guard let (isAllowed, isFinal) = try verdict(response, as: Bool.self) else { return .ignore }
        let decision = isAllowed ? AuthorizationDecision.allow : .deny
        return isFinal ? decision : decision.continuing
    }

    /// The message as the broker goes on with it; nil if it drops it.
    func routed(_ response: ValuedResponse, _ original: Message) throws -> Message? {
        guard let (answer, _) = try verdict(response, as: Message.self) else { return original }
        let message = try applying(answer, to: original)
        return message.allowsPublish ? message : nil
    }

    /// What the broker takes back of a message, as far as it was changed.
    func publish(_ response: ValuedResponse, _ original: Message) throws -> PublishDecision {
        guard let (answer, isFinal) = try verdict(response, as: Message.self) else { return .pass }
        let message = try applying(answer, to: original)
        let decision =
            message.allowsPublish
            ? PublishDecision.publish(
                topic: message.topic == original.topic ? nil : message.topic,
                qos: message.qos == original.qos ? nil : message.qos,
                payload: message.payload == original.payload ? nil : message.payload
            )
            : .drop
        return isFinal ? decision : decision.continuing
    }

    /// The value of an answer; nil for one that says nothing, as every answer without a type and a value does.
    private func verdict<Value: DecisionValue>(_ response: ValuedResponse, as: Value.Type) throws -> (Value, isFinal: Bool)? {
        guard let action = numbering.action(for: response.type) else { throw invalid("the type \(response.type) doesn't exist") }
        if action == .ignore { return nil }
        guard let value = response.value else {
            guard action == .stopAndReturn else { return nil }
            throw invalid("STOP_AND_RETURN without a value, which EMQX takes for IGNORE")
        }
        guard let value = Value(value) else { throw invalid("a value of the wrong kind, which EMQX takes for IGNORE") }
        return (value, action == .stopAndReturn)
    }

    private func applying(_ answer: Message, to original: Message) throws -> Message {
        let message = original.applying(answer)
        let isTopicName = !message.topic.isEmpty && !message.topic.contains { "+#\0".contains($0) }
        guard isTopicName || !message.allowsPublish else { throw invalid("\"\(message.topic)\" isn't a topic name (MQTT 5, 4.7)") }
        return message
    }

    private func invalid(_ reason: String) -> InvalidAnswer { InvalidAnswer(method: method, reason: reason) }
}
