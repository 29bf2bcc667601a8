public import ExtensionProtocol

/// Which EMQX a ``TestBroker`` behaves like, and how it is set up.
public struct EmulatedBroker: Sendable, Hashable {
    /// The version of the interface that the broker speaks.
    public var version: ExHookVersion
    /// The version of EMQX, such as `4.3.1` or `e4.2.5`: it tells how response types are numbered, and whether calls say who makes them.
    public var emqxVersion: String
    /// The name of the broker's node.
    public var node: String
    /// The name of the broker's cluster.
    public var clusterName: String
    /// How long an answer may take; 5 seconds by default. Above one second EMQX counts whole seconds only.
    public var requestTimeout: Duration
    /// Whether the broker calls OnProviderLoaded first. A broker whose provider was restarted mostly doesn't, and calls every hook.
    public var loadsProvider: Bool

    /// A broker of an exhook version. Without an EMQX version it is 4.4.19 for v1, 5.8.9 for v2 and 5.9.2 for v3.
    public init(
        _ version: ExHookVersion = .v3,
        emqxVersion: String? = nil,
        node: String = "emqx@127.0.0.1",
        clusterName: String = "emqxcl",
        requestTimeout: Duration = .seconds(5),
        loadsProvider: Bool = true
    ) {
        self.version = version
        self.emqxVersion = emqxVersion ?? Self.usualVersion(of: version)
        self.node = node
        self.clusterName = clusterName
        self.requestTimeout = requestTimeout
        self.loadsProvider = loadsProvider
    }

    /// EMQX 4.4.19, which speaks exhook v1.
    public static let v1 = EmulatedBroker(.v1)
    /// EMQX 5.8.9, which speaks exhook v2.
    public static let v2 = EmulatedBroker(.v2)
    /// EMQX 5.9.2, which speaks exhook v3.
    public static let v3 = EmulatedBroker(.v3)

    private static func usualVersion(of version: ExHookVersion) -> String {
        switch version {
        case .v1: "4.4.19"
        case .v2: "5.8.9"
        case .v3: "5.9.2"
        }
    }
}

extension EmulatedBroker {
    private var parsedVersion: BrokerVersion? { BrokerVersion(emqxVersion) }

    /// How the broker numbers the types of responses. Only within exhook v1 was it ever another.
    var numbering: ResponseNumbering { version == .v1 ? parsedVersion?.responseNumbering ?? .continueFirst : .continueFirst }

    /// What the broker says of itself in every call: nothing before EMQX 4.3.14 and 4.4.3.
    var metadata: BrokerMetadata {
        guard saysWhoCalls else { return BrokerMetadata(node: "") }
        return BrokerMetadata(node: node, version: emqxVersion, systemDescription: systemDescription, clusterName: clusterName)
    }

    private var saysWhoCalls: Bool {
        guard let parsedVersion, parsedVersion < BrokerVersion(major: 4, minor: 4, patch: 3) else { return true }
        return parsedVersion.minor == 3 && parsedVersion.patch >= 14
    }

    /// What the broker tells when it loads the provider.
    var info: BrokerInfo {
        BrokerInfo(
            version: emqxVersion,
            systemDescription: systemDescription,
            uptime: .milliseconds(60_000),
            dateTime: version == .v1 ? "2026-01-01 00:00:00" : "2026-01-01T00:00:00.000000000+00:00"
        )
    }

    private var systemDescription: String { "EMQX" }

    /// The timeout as it goes over the wire: EMQX cuts fractions of a second off above one second.
    var sentTimeout: Duration {
        requestTimeout > .seconds(1) ? .seconds(requestTimeout.components.seconds) : requestTimeout
    }
}
