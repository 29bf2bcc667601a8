public import ExtensionProtocol

/// A broker wouldn't call the provider for this event, so there is nothing to test.
public struct UnhandledEvent: Error, Sendable, Hashable, CustomStringConvertible {
    /// The hook.
    public let hook: Hook
    /// Why it isn't called.
    public let reason: String

    /// Both in one line.
    public var description: String { "Nothing handles this \(hook.name(in: .v3)): \(reason)" }
}
