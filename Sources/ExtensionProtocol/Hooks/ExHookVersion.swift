/// A version of EMQX's ExHook interface, named by its protobuf package.
public enum ExHookVersion: Int, Sendable, Hashable, CaseIterable {
    /// EMQX 4.3 and 4.4, and Enterprise 4.2.
    case v1 = 1
    /// EMQX 5.0 to 5.8.
    case v2 = 2
    /// EMQX 5.9 and later.
    case v3 = 3

    /// The protobuf package, such as `emqx.exhook.v3`.
    public var packageName: String { "emqx.exhook.v\(rawValue)" }

    /// The gRPC service, such as `emqx.exhook.v3.HookProvider`.
    public var serviceName: String { "\(packageName).HookProvider" }
}

extension ExHookVersion: Comparable {
    /// Orders versions by their number.
    public static func < (lhs: ExHookVersion, rhs: ExHookVersion) -> Bool { lhs.rawValue < rhs.rawValue }
}
