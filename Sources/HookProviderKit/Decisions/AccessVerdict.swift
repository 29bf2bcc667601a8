import ExtensionProtocol

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

    func response(_ encoder: ResponseEncoder) -> ValuedResponse {
        switch self {
        case .decided(let isAllowed): encoder.response(.stopAndReturn, .bool(isAllowed))
        case .proposed(let isAllowed): encoder.response(.proceed, .bool(isAllowed))
        case .ignored: encoder.response(.ignore, nil)
        }
    }
}
