/// What a client asks to be authorized for.
public enum AuthorizationAction: Sendable, Hashable {
    /// To publish to a topic.
    case publish
    /// To subscribe to a topic filter.
    case subscribe
    /// An action that this version of the package doesn't know, by its number on the wire.
    case unrecognized(Int32)
}

extension AuthorizationAction {
    package init(wireValue: Int32) {
        switch wireValue {
        case 0: self = .publish
        case 1: self = .subscribe
        default: self = .unrecognized(wireValue)
        }
    }

    package var wireValue: Int32 {
        switch self {
        case .publish: 0
        case .subscribe: 1
        case .unrecognized(let value): value
        }
    }
}
