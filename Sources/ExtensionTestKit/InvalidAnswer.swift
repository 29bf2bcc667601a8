/// The provider answered, but with something that a broker refuses or silently takes for no answer.
public struct InvalidAnswer: Error, Sendable, Hashable, CustomStringConvertible {
    /// The rpc, such as `OnMessagePublish`.
    public let method: String
    /// What is wrong with the answer.
    public let reason: String

    /// Both in one line.
    public var description: String { "The answer to \(method) isn't valid: \(reason)" }
}
