/// What a server lets one peer have. The defaults suit EMQX: it ignores limits on streams and sends large publishes as one frame.
package struct ServerLimits: Sendable {
    /// Bytes of one message, compressed or not. A longer one is answered RESOURCE_EXHAUSTED.
    package var messageBytes = 4 << 20
    /// Bytes of unfinished messages on one connection. Past it, calls that bring more are answered RESOURCE_EXHAUSTED.
    package var unfinishedBytesPerConnection = 32 << 20
    /// Bytes of answers that a peer doesn't take, with 1 KiB for each. Past it the connection is closed.
    package var unreadBytesPerConnection = 256 << 20
    /// Bytes of the header fields of one call, counted as HTTP/2 does: name, value and 32 for each (RFC 9113, 6.5.2).
    package var headerListBytes = 16 << 10
    /// How long a new connection may take to send HTTP/2's preface and settings.
    package var handshakeTimeout: Duration = .seconds(10)
    /// How long a peer may go on sending a request that has been answered.
    package var lingerTimeout: Duration = .seconds(10)

    static let streamWindow: UInt32 = 4 << 20
    static let connectionWindow: Int32 = 32 << 20
    static let frameBytes: UInt32 = 1 << 20
    static let concurrentStreams: UInt32 = 1 << 20

    package init() {}
}

extension Duration {
    var nanoseconds: Int64 {
        let (seconds, attoseconds) = components
        let (product, overflow) = seconds.multipliedReportingOverflow(by: 1_000_000_000)
        return overflow ? .max : product + attoseconds / 1_000_000_000
    }
}
