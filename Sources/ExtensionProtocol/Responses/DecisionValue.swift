/// What a decision is about: a Bool for authenticate and authorize, the message for publish.
package protocol DecisionValue: Sendable, Equatable {
    /// Takes the value out of an answer; nil where it is of the other kind.
    init?(_ value: ValuedResponse.Value)

    /// This value after a provider answered with another.
    func applying(_ answer: Self) -> Self

    /// What a failed provider means under `failed_action` deny.
    var denied: Self { get }
}

extension Bool: DecisionValue {
    package init?(_ value: ValuedResponse.Value) {
        guard case .bool(let bool) = value else { return nil }
        self = bool
    }

    package func applying(_ answer: Bool) -> Bool { answer }

    package var denied: Bool { false }
}

extension Message: DecisionValue {
    package init?(_ value: ValuedResponse.Value) {
        guard case .message(let message) = value else { return nil }
        self = message
    }

    /// Takes what EMQX takes: quality of service, topic, payload and the header `allow_publish`, where it is `true` or `false`.
    package func applying(_ answer: Message) -> Message {
        var message = self
        message.qos = answer.qos
        message.topic = answer.topic
        message.payload = answer.payload
        if let allowed = answer.headers[Self.allowPublishHeader], allowed == "true" || allowed == "false" {
            message.headers[Self.allowPublishHeader] = allowed
        }
        return message
    }

    /// EMQX lets a message go out unchanged even where a failure is meant to deny.
    package var denied: Message { self }
}
