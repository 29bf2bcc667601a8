import ExtensionGRPC

/// Thrown by a handler to fail a call with a text that the broker logs. The broker's `failed_action` then decides.
///
/// Of any other error the broker learns the type only, since its text may hold what isn't for the broker's log.
public struct HookFailure: Error, Sendable, Hashable, CustomStringConvertible {
    /// What went wrong, in any language.
    public var message: String

    /// Creates a failure with its text.
    public init(_ message: String) { self.message = message }

    /// The text.
    public var description: String { message }
}

extension RPCError {
    /// What the broker is told of an error of a handler: the text of a ``HookFailure``, and no other's.
    init(failure error: any Error) {
        self = (error as? HookFailure).map { RPCError(.unknown, $0.message) } ?? RPCError(handlerError: error)
    }
}
