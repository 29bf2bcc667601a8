/// The broker as it introduces itself when it loads a provider.
public struct BrokerInfo: Sendable, Hashable {
    /// The broker's version, such as `5.9.2`; see ``BrokerVersion``.
    public var version = ""
    /// The broker's product name, such as `EMQX Enterprise`.
    public var systemDescription = ""
    /// How long the node has been running.
    public var uptime = BrokerUptime.milliseconds(0)
    /// The node's clock as text: `YYYY-MM-DD HH:MM:SS` local time on exhook v1, RFC 3339 from v2.
    public var dateTime = ""

    package init() {}

    /// Creates a broker's introduction; everything not given is empty.
    public init(
        version: String,
        systemDescription: String = "",
        uptime: BrokerUptime = .milliseconds(0),
        dateTime: String = ""
    ) {
        self.version = version
        self.systemDescription = systemDescription
        self.uptime = uptime
        self.dateTime = dateTime
    }
}
