/// What a test of a handler waited for didn't happen.
public struct GatewayFailure: Error, Sendable, Hashable, CustomStringConvertible {
    /// What it was.
    public let description: String
}
