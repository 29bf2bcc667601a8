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
