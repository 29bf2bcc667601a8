/// What is wrong with a gateway's configuration: one sentence that names the key and its line.
public struct GatewayConfigurationError: Error, Sendable, Hashable, CustomStringConvertible {
    /// The key from the root on, such as `gateway.exproto.server.bind`; empty where the file as a whole can't be read.
    public let key: String
    /// The line of the file, counted from 1; nil where there is none to blame.
    public let line: Int?
    /// What is wrong.
    public let problem: String

    init(key: String, line: Int?, problem: String) {
        self.key = key
        self.line = line
        self.problem = problem
    }

    /// The line, the key and the problem.
    public var description: String {
        [line.map { "line \($0)" }, key.isEmpty ? nil : key, problem].compactMap(\.self).joined(separator: ": ")
    }
}
