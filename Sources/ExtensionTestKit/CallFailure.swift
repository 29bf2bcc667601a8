import ExtensionGRPC

/// A call of the provider or the handler failed: it said so, or it can't be reached, or it took too long. With a provider a real broker's
/// `failed_action` would then decide; a gateway closes the device's connection.
public struct CallFailure: Error, Sendable, Hashable, CustomStringConvertible {
    /// The rpc, such as `OnClientAuthenticate`.
    public let method: String
    /// The name of gRPC's status code, such as `DEADLINE_EXCEEDED`.
    public let code: String
    /// The text that came with it, which a broker would log.
    public let message: String

    /// The three in one line.
    public var description: String { "\(method) failed with \(code): \(message)" }
}

extension CallFailure {
    init(method: String, _ error: RPCError) {
        self.init(method: method, code: error.status.code.specifiedName, message: error.status.message)
    }
}

extension RPCStatus.Code {
    /// The name in gRPC's own table (statuscodes.md).
    fileprivate var specifiedName: String {
        switch self {
        case .ok: "OK"
        case .cancelled: "CANCELLED"
        case .unknown: "UNKNOWN"
        case .invalidArgument: "INVALID_ARGUMENT"
        case .deadlineExceeded: "DEADLINE_EXCEEDED"
        case .notFound: "NOT_FOUND"
        case .alreadyExists: "ALREADY_EXISTS"
        case .permissionDenied: "PERMISSION_DENIED"
        case .resourceExhausted: "RESOURCE_EXHAUSTED"
        case .failedPrecondition: "FAILED_PRECONDITION"
        case .aborted: "ABORTED"
        case .outOfRange: "OUT_OF_RANGE"
        case .unimplemented: "UNIMPLEMENTED"
        case .internalError: "INTERNAL"
        case .unavailable: "UNAVAILABLE"
        case .dataLoss: "DATA_LOSS"
        case .unauthenticated: "UNAUTHENTICATED"
        }
    }
}
