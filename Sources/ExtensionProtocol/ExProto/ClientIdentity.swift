/// Who a device is, as its handler tells the gateway.
public struct ClientIdentity: Sendable, Hashable {
    /// The name of the device's protocol; EMQX 5.9 refuses names it doesn't know, and the reference gateway an empty one, so `exproto` is safe.
    public var protocolName = ""
    /// The version of the device's protocol; the reference gateway refuses an empty one.
    public var protocolVersion = ""
    /// The client identifier.
    public var clientID = ""
    /// The user name.
    public var username = ""
    /// The prefix for the device's topics; ignored from EMQX 5.1.0.
    public var mountpoint = ""

    package init() {}

    /// Creates an identity; everything not given is empty, the protocol is `exproto` version `1`.
    public init(
        protocolName: String = "exproto",
        protocolVersion: String = "1",
        clientID: String,
        username: String = "",
        mountpoint: String = ""
    ) {
        self.protocolName = protocolName
        self.protocolVersion = protocolVersion
        self.clientID = clientID
        self.username = username
        self.mountpoint = mountpoint
    }
}
