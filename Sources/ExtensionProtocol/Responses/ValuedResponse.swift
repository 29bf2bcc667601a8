/// A provider's answer to a decision.
package struct ValuedResponse: Sendable, Hashable {
    /// What the provider decided.
    package enum Value: Sendable, Hashable {
        /// Allow or deny, for authenticate and authorize.
        case bool(Bool)
        /// The message to go out, for publish.
        case message(Message)
    }

    /// The response type's number on the wire; its meaning depends on the broker's ``ResponseNumbering``.
    package var type: Int32 = 0
    /// The value, nil if the provider sent none.
    package var value: Value?

    package init() {}

    package init(_ action: ResponseAction, value: Value? = nil, numbering: ResponseNumbering = .continueFirst) {
        self.type = numbering.wireValue(of: action)
        self.value = value
    }
}
