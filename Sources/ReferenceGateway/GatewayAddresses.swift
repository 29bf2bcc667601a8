package import NIOCore

/// Where a gateway that runs can be reached.
package struct GatewayAddresses: Sendable {
    /// The ConnectionAdapter's.
    package var adapter: SocketAddress
    /// By the listeners' names, such as `exproto:tcp:default`.
    package var listeners: [String: SocketAddress]
}
