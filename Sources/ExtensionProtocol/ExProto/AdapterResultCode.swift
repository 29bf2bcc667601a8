/// How a gateway answers a call of its `ConnectionAdapter`.
public enum AdapterResultCode: Sendable, Hashable {
    /// Done.
    case success
    /// An error without a code of its own.
    case unknown
    /// The connection doesn't exist any more.
    case connectionProcessNotAlive
    /// A required parameter is missing.
    case requiredParametersMissed
    /// A parameter has an impossible value; EMQX sends ``unknown`` in its place.
    case parametersTypeError
    /// The call isn't allowed.
    case permissionDenied
    /// A code that this version of the package doesn't know, by its number on the wire.
    case unrecognized(Int32)
}

extension AdapterResultCode {
    package init(wireValue: Int32) {
        switch wireValue {
        case 0: self = .success
        case 1: self = .unknown
        case 2: self = .connectionProcessNotAlive
        case 3: self = .requiredParametersMissed
        case 4: self = .parametersTypeError
        case 5: self = .permissionDenied
        default: self = .unrecognized(wireValue)
        }
    }

    package var wireValue: Int32 {
        switch self {
        case .success: 0
        case .unknown: 1
        case .connectionProcessNotAlive: 2
        case .requiredParametersMissed: 3
        case .parametersTypeError: 4
        case .permissionDenied: 5
        case .unrecognized(let value): value
        }
    }
}

/// The answer to every call of a `ConnectionAdapter`.
package struct CodeResponse: Sendable, Hashable {
    package var code = AdapterResultCode.success
    /// What happened, in words or as an Erlang term.
    package var message = ""

    package init() {}

    package init(code: AdapterResultCode, message: String = "") {
        self.code = code
        self.message = message
    }
}
