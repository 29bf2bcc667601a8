/// Why a gateway doesn't start. Its description is one sentence.
public struct GatewayError: Error, Sendable, Hashable, CustomStringConvertible {
    /// What is wrong.
    public let description: String

    init(_ description: String) { self.description = description }
}
