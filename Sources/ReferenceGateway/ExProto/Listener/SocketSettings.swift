import NIOCore
import NIOPosix

/// The options of a listener's sockets: EMQX's `tcp_options`. The system's choice where there is none.
package struct SocketSettings: Sendable {
    /// A turn isn't cut short where its bytes have the socket paused: so many more may wait then.
    private static let bytesPerTurn = 256 << 10
    /// SwiftNIO's own choices.
    private static let (defaultReadsPerTurn, defaultReadBuffer) = (4, 64 << 10)

    package var backlog = 1024
    package var reusesAddress = true
    /// `nodelay`; on by default, since what a handler sends is whole.
    package var sendsAtOnce = true
    /// `active_n`: how often a socket is read before the others have their turn; less often where that would be more than 256 KiB.
    package var readsPerTurn: Int?
    /// `buffer`: bytes per read.
    package var readBuffer: Int?
    /// `recbuf`: SO_RCVBUF, in bytes.
    package var receiveBuffer: Int?
    /// `sndbuf`: SO_SNDBUF, in bytes.
    package var sendBuffer: Int?

    /// Applies what concerns a device's socket. On its loop.
    func apply(to channel: any Channel) throws {
        guard let options = channel.syncOptions else { return }
        try options.setOption(.tcpOption(.tcp_nodelay), value: sendsAtOnce ? 1 : 0)
        try options.setOption(.socketOption(.so_keepalive), value: 1)
        let readLimit = max(1, Self.bytesPerTurn / (readBuffer ?? Self.defaultReadBuffer))
        try options.setOption(.maxMessagesPerRead, value: UInt(min(readsPerTurn ?? Self.defaultReadsPerTurn, readLimit)))
        if let readBuffer { try options.setOption(.recvAllocator, value: FixedSizeRecvByteBufferAllocator(capacity: readBuffer)) }
        if let receiveBuffer { try options.setOption(.socketOption(.so_rcvbuf), value: receiveBuffer) }
        if let sendBuffer { try options.setOption(.socketOption(.so_sndbuf), value: sendBuffer) }
    }
}
