import NIOCore

/// One of the addresses that a client's targets stand for.
struct PoolAddress: Sendable, Hashable {
    /// The number of the target that it came from.
    let target: Int
    let socket: SocketAddress

    /// `host:port`, or `unix:path`.
    var text: String { (socket as SocketAddress?).text }
}
