import NIOCore

/// What a load balancer sends before the bytes of a connection that it passes on (the PROXY protocol, versions 1 and 2).
struct ProxyHeader: Sendable, Hashable {
    struct Addresses: Sendable, Hashable {
        /// The device's.
        var peer: SocketAddress
        /// The one that the device connected to.
        var local: SocketAddress
    }

    /// Nil where it says nothing of a device: LOCAL, UNKNOWN, or addresses that aren't of TCP.
    var addresses: Addresses?
    /// How many bytes it takes.
    var byteCount: Int

    /// Reads what has come so far; nil where there is to be more. What can't become a header is an error at once.
    static func read(_ bytes: ByteBufferView) throws(ProxyProtocolError) -> ProxyHeader? {
        if ProxyHeaderV2.mayStart(bytes) { return try ProxyHeaderV2.read(bytes) }
        if ProxyHeaderV1.mayStart(bytes) { return try ProxyHeaderV1.read(bytes) }
        throw .missing
    }
}

/// Why a connection that should begin with a PROXY header is closed.
enum ProxyProtocolError: Error, Sendable, Hashable, CustomStringConvertible {
    /// The first bytes are others.
    case missing
    case malformed
    case tooLong
    case timeout(after: Duration)

    var description: String {
        switch self {
        case .missing: "the connection doesn't begin with a PROXY header"
        case .malformed: "the PROXY header isn't valid"
        case .tooLong: "the PROXY header is too long"
        case .timeout(let limit): "the PROXY header took longer than \(limit)"
        }
    }
}
