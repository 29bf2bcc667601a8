/// The rpcs that a gateway serves.
package enum ConnectionAdapterMethod: String, Sendable, Hashable, CaseIterable {
    case send = "Send"
    case close = "Close"
    case authenticate = "Authenticate"
    case startTimer = "StartTimer"
    case publish = "Publish"
    case subscribe = "Subscribe"
    case unsubscribe = "Unsubscribe"
    case rawPublish = "RawPublish"

    package static let serviceName = "emqx.exproto.v1.ConnectionAdapter"

    /// The path of the rpc, such as `/emqx.exproto.v1.ConnectionAdapter/Send`.
    package var path: String { Self.paths[position(in: Self.allCases)] }

    private static let paths = allCases.map { "/\(serviceName)/\($0.rawValue)" }
}

/// The rpcs that a handler serves, equal in both of its services.
package enum ConnectionHandlerMethod: String, Sendable, Hashable, CaseIterable {
    case socketCreated = "OnSocketCreated"
    case socketClosed = "OnSocketClosed"
    case receivedBytes = "OnReceivedBytes"
    case timerTimeout = "OnTimerTimeout"
    case receivedMessages = "OnReceivedMessages"

    /// The path of the rpc in one of the services.
    package func path(in service: ConnectionHandlerService) -> String {
        Self.paths[service.position(in: ConnectionHandlerService.allCases)][position(in: Self.allCases)]
    }

    private static let paths = ConnectionHandlerService.allCases.map { service in allCases.map { "/\(service.rawValue)/\($0.rawValue)" } }
}

/// The two services by which a gateway calls a handler.
package enum ConnectionHandlerService: String, Sendable, Hashable, CaseIterable {
    /// One client stream per rpc (EMQX 4.3 to 6.2); Enterprise 4.2 makes unary calls of the same names.
    case streaming = "emqx.exproto.v1.ConnectionHandler"
    /// One unary call per event (EMQX 5.1 to 6.2).
    case unary = "emqx.exproto.v1.ConnectionUnaryHandler"
}

extension Equatable {
    /// Paths are made once and found by this: every call needs one.
    fileprivate func position(in all: [Self]) -> Int {
        guard let position = all.firstIndex(of: self) else { preconditionFailure("all cases are listed") }
        return position
    }
}
