import ExtensionGRPC
import ExtensionProtocol

/// Why a gateway didn't do what a handler asked for.
public struct AdapterError: Error, Sendable, Hashable, CustomStringConvertible {
    /// The reasons that are told apart: those that ExProto documents, and those of a call that got no answer.
    public struct Code: Sendable, Hashable, CustomStringConvertible {
        /// The name, as in Swift.
        public let description: String

        /// The gateway doesn't have the connection any more (CONN_PROCESS_NOT_ALIVE).
        public static let connectionNotAlive = Code(description: "connectionNotAlive")
        /// A required parameter is missing (REQUIRED_PARAMS_MISSED).
        public static let parameterMissing = Code(description: "parameterMissing")
        /// A parameter has an impossible value (PARAMS_TYPE_ERROR; EMQX sends UNKNOWN in its place).
        public static let parameterInvalid = Code(description: "parameterInvalid")
        /// The call isn't allowed (PERMISSION_DENY), or not before the device is authenticated (EMQX: UNKNOWN, `unexpected_call`).
        public static let permissionDenied = Code(description: "permissionDenied")
        /// An error without a code of its own (UNKNOWN), or with one that this version of the package doesn't know.
        public static let unknown = Code(description: "unknown")
        /// The gateway can't be reached, or the connection to it broke.
        public static let unavailable = Code(description: "unavailable")
        /// The gateway didn't answer in time (``ConnectionHandlerConfiguration/adapterTimeout``).
        public static let deadlineExceeded = Code(description: "deadlineExceeded")
        /// The gateway doesn't have this call, as EMQX before 5.1 doesn't have RawPublish.
        public static let unsupported = Code(description: "unsupported")
        /// The handler's task was cancelled.
        public static let cancelled = Code(description: "cancelled")
    }

    /// The reason.
    public let code: Code
    /// What the gateway says about it.
    public let message: String
    /// Whether the gateway has certainly not done anything, so that a publish may be made again without being doubled.
    public let wasNotDone: Bool

    /// Creates an error, as a gateway of a test throws it.
    public init(_ code: Code, _ message: String, wasNotDone: Bool = true) {
        self.code = code
        self.message = message
        self.wasNotDone = wasNotDone
    }

    /// The reason and the gateway's words.
    public var description: String { message.isEmpty ? "\(code)" : "\(code): \(message)" }
}

extension AdapterError {
    /// For a call that ended with a status of gRPC's.
    init(_ error: RPCError) {
        let message = error.status.message
        switch error.status.code {
        case .unavailable: self.init(.unavailable, message, wasNotDone: error.isUnprocessed)
        case .deadlineExceeded: self.init(.deadlineExceeded, message, wasNotDone: error.isUnprocessed)
        case .cancelled: self.init(.cancelled, message, wasNotDone: error.isUnprocessed)
        // EMQX says NOT_FOUND of a method that it doesn't have.
        case .unimplemented, .notFound: self.init(.unsupported, message)
        default: self.init(.unknown, "\(error)", wasNotDone: error.isUnprocessed)
        }
    }
}
