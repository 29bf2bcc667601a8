/// One rpc that a server offers.
package final class RPCMethod: Sendable {
    /// Called on the call's event loop with the one request message, which is valid during this call only: decode it, then `call.run`.
    package typealias UnaryHandler = @Sendable (_ request: UnsafeRawBufferPointer, _ call: ServerCall) throws(RPCError) -> Void
    /// Runs for as long as the call: reads requests and sends responses in any order. Serves client, server and bidirectional streaming.
    ///
    /// It starts with the first request message, or with the end of the requests, and not with the header fields: a call that was only
    /// opened then costs no task, and ten thousand of them 591 bytes each. So a handler can't speak before its caller does.
    package typealias StreamingHandler = @Sendable (_ requests: RequestMessages, _ responses: ResponseMessages) async throws -> Void

    /// Makes what takes a call's requests, on the call's event loop, when the first of them or their end has come.
    package typealias MakeReceiver = @Sendable (_ call: ServerCall) -> any RequestReceiver

    enum Kind: Sendable {
        case unary(UnaryHandler)
        case streaming(StreamingHandler)
        case receiving(MakeReceiver)
    }

    /// `/package.Service/Method`.
    package let path: String
    package let execution: HandlerExecution
    let kind: Kind
    let observer: (any RPCMethodObserver)?

    private init(path: String, execution: HandlerExecution, observer: (any RPCMethodObserver)?, kind: Kind) {
        self.path = path
        self.execution = execution
        self.observer = observer
        self.kind = kind
    }

    package static func unary(
        _ path: String,
        execution: HandlerExecution = .eventLoop,
        observer: (any RPCMethodObserver)? = nil,
        _ handler: @escaping UnaryHandler
    ) -> RPCMethod {
        RPCMethod(path: path, execution: execution, observer: observer, kind: .unary(handler))
    }

    package static func streaming(
        _ path: String,
        execution: HandlerExecution = .eventLoop,
        observer: (any RPCMethodObserver)? = nil,
        _ handler: @escaping StreamingHandler
    ) -> RPCMethod {
        RPCMethod(path: path, execution: execution, observer: observer, kind: .streaming(handler))
    }

    /// Client streaming for calls that are silent for long, of which there may be many.
    package static func receiving(
        _ path: String,
        execution: HandlerExecution = .eventLoop,
        observer: (any RPCMethodObserver)? = nil,
        _ makeReceiver: @escaping MakeReceiver
    ) -> RPCMethod {
        RPCMethod(path: path, execution: execution, observer: observer, kind: .receiving(makeReceiver))
    }
}

/// Is told of every call of one rpc, on the call's event loop.
package protocol RPCMethodObserver: Sendable {
    /// The header fields came.
    func callStarted()
    /// The outcome is decided, by the handler, the deadline or the caller. `nanoseconds` count from the header fields.
    func callEnded(_ code: RPCStatus.Code, after nanoseconds: Int64)
}

/// Where a handler runs.
package enum HandlerExecution: Sendable {
    /// On the connection's event loop: the fastest, for handlers that never block.
    case eventLoop
    /// On Swift's global concurrent executor.
    case concurrent
    /// On an executor of the user's.
    case executor(any TaskExecutor)
}
