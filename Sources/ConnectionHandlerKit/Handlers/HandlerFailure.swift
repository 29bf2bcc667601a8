import ExtensionGRPC

/// Thrown by a handler to close its connection with a text for the log, and for the gateway's where the handler can't close it otherwise.
public struct HandlerFailure: Error, Sendable, Hashable, CustomStringConvertible {
    /// What went wrong, in any language.
    public var message: String

    /// Creates a failure with its text.
    public init(_ message: String) { self.message = message }

    /// The text.
    public var description: String { message }
}

extension RPCError {
    /// What a gateway is told of an error of a handler: the text of a ``HandlerFailure``, and no other's, which may hold secrets.
    init(failure error: any Error) {
        self = (error as? HandlerFailure).map { RPCError(.unknown, $0.message) } ?? RPCError(handlerError: error)
    }
}
