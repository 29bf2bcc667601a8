/// What a provider's answer tells the broker to do next.
package enum ResponseAction: Sendable, Hashable {
    /// Take the value, and ask the next provider.
    case proceed
    /// Take nothing, and ask the next provider.
    case ignore
    /// Take the value, and ask nobody else.
    case stopAndReturn
}

/// The numbers of the response types: two of them were swapped within exhook v1, in EMQX 4.3.3.
package enum ResponseNumbering: Sendable, Hashable {
    /// CONTINUE 0, IGNORE 1, STOP_AND_RETURN 2: EMQX 4.3.3 and later.
    case continueFirst
    /// IGNORE 0, CONTINUE 1, STOP_AND_RETURN 2: Enterprise 4.2 and EMQX 4.3.0 to 4.3.2.
    case ignoreFirst

    /// The number of an action on the wire.
    package func wireValue(of action: ResponseAction) -> Int32 {
        switch action {
        case .proceed: self == .continueFirst ? 0 : 1
        case .ignore: self == .continueFirst ? 1 : 0
        case .stopAndReturn: 2
        }
    }

    /// The action of a number on the wire, nil where it has none.
    package func action(for wireValue: Int32) -> ResponseAction? {
        switch wireValue {
        case 0: self == .continueFirst ? .proceed : .ignore
        case 1: self == .continueFirst ? .ignore : .proceed
        case 2: .stopAndReturn
        default: nil
        }
    }
}
