import ExtensionGRPC

/// What authentication and authorization have in common.
enum AccessVerdict: Sendable, Hashable {
    case decided(Bool)
    case proposed(Bool)
    case ignored

    var continuing: AccessVerdict {
        switch self {
        case .decided(let isAllowed): .proposed(isAllowed)
        case .proposed, .ignored: self
        }
    }

    var isFinal: Bool {
        if case .decided = self { true } else { false }
    }

    /// Nil for no verdict.
    var value: Bool? {
        switch self {
        case .decided(let isAllowed), .proposed(let isAllowed): isAllowed
        case .ignored: nil
        }
    }

    func respond(_ encoder: ResponseEncoder, _ call: ServerCall) {
        switch self {
        case .decided(let isAllowed): encoder.response(.stopAndReturn, isAllowed).respond(to: call)
        case .proposed(let isAllowed): encoder.response(.proceed, isAllowed).respond(to: call)
        case .ignored: encoder.response(.ignore, nil).respond(to: call)
        }
    }
}

extension AccessVerdict: CustomStringConvertible {
    var description: String {
        switch self {
        case .decided(let isAllowed): isAllowed ? ".allow" : ".deny"
        case .proposed(let isAllowed): isAllowed ? ".allow.continuing" : ".deny.continuing"
        case .ignored: ".ignore"
        }
    }
}
