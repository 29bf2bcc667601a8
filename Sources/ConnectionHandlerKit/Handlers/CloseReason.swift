/// Why a connection has ended.
public struct CloseReason: Sendable, Hashable, CustomStringConvertible {
    /// The kinds of reasons that are told apart.
    public struct Kind: Sendable, Hashable, CustomStringConvertible {
        /// The name, as in Swift.
        public let description: String

        /// The device has closed its end.
        public static let closedByDevice = Kind(description: "closedByDevice")
        /// The handler closed the connection with ``Connection/close()``.
        public static let closedByHandler = Kind(description: "closedByHandler")
        /// The device was silent for longer than its keepalive allows.
        public static let keepaliveTimeout = Kind(description: "keepaliveTimeout")
        /// The device sent nothing after it had connected (the gateway's `idle_timeout`).
        public static let idleTimeout = Kind(description: "idleTimeout")
        /// An operator closed the connection.
        public static let kicked = Kind(description: "kicked")
        /// Another connection authenticated with the same client identifier.
        public static let discarded = Kind(description: "discarded")
        /// The client's authentication has expired.
        public static let expired = Kind(description: "expired")
        /// The gateway couldn't call the handler, or got an error from it.
        public static let handlerFailed = Kind(description: "handlerFailed")
        /// The gateway doesn't have the connection any more, but hasn't said so (``ConnectionHandlerConfiguration/idleTimeout``).
        public static let lost = Kind(description: "lost")
        /// This process stops. The device may still be connected to its gateway.
        public static let shutdown = Kind(description: "shutdown")
        /// Anything else, such as an error of the socket: ``CloseReason/description`` has it.
        public static let other = Kind(description: "other")
    }

    /// What kind of reason it is.
    public let kind: Kind
    /// The gateway's own words: from EMQX an Erlang term, such as `{shutdown,tcp_closed}`.
    public let description: String
}

extension CloseReason {
    static let lost = CloseReason(kind: .lost, description: "the gateway doesn't have the connection any more")
    static let shutdown = CloseReason(kind: .shutdown, description: "the handler stops")

    /// Reads a reason as a gateway gives it.
    package init(gateway text: String) {
        self.init(kind: Self.kind(of: text), description: text)
    }

    private static func kind(of text: String) -> Kind {
        if text.hasPrefix("{shutdown,{error,{on_") { return .handlerFailed }
        let word = text.hasPrefix("{shutdown,") && text.hasSuffix("}") ? text.dropFirst("{shutdown,".count).dropLast() : text[...]
        return switch word {
        case "tcp_closed", "ssl_closed": .closedByDevice
        case "normal": .closedByHandler
        case "keepalive_timeout": .keepaliveTimeout
        case "idle_timeout": .idleTimeout
        case "kicked": .kicked
        case "discarded": .discarded
        case "expired": .expired
        default: .other
        }
    }
}
