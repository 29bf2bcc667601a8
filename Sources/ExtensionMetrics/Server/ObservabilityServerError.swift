/// Why an ``ObservabilityServer`` doesn't start.
public enum ObservabilityServerError: Error, CustomStringConvertible {
    /// The address can't be bound, in most cases because another process has it. The reason is the system's.
    case cannotListen(on: String, reason: String)

    /// What to tell whoever started the program.
    public var description: String {
        switch self {
        case .cannotListen(let address, let reason): "metrics and health can't be served on \(address): \(reason)"
        }
    }
}
