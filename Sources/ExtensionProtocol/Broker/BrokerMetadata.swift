/// What a broker says of itself with every hook call (`RequestMeta`; sent from EMQX 4.3.14 and 4.4.3, empty before).
public struct BrokerMetadata: Sendable, Hashable {
    /// The broker node that made the call, such as `emqx@10.0.0.1`.
    public var node = ""
    /// The broker's version, such as `5.9.2`; see ``BrokerVersion``.
    public var version = ""
    /// The broker's product name, such as `EMQX Enterprise`.
    public var systemDescription = ""
    /// The name of the cluster the node belongs to.
    public var clusterName = ""

    package init() {}

    /// Creates the metadata that a broker would send; everything not given is empty.
    public init(node: String, version: String = "", systemDescription: String = "", clusterName: String = "") {
        self.node = node
        self.version = version
        self.systemDescription = systemDescription
        self.clusterName = clusterName
    }
}
