import NIOCore
import NIOPosix

/// The options of a listener's sockets: EMQX's `tcp_options`. The system's choice where there is none.
package struct SocketSettings: Sendable {
    package var backlog = 1024
    package var reusesAddress = true
    /// `nodelay`; on by default, since what a handler sends is whole.
    package var sendsAtOnce = true
    /// `active_n`: how often a socket is read before the others have their turn.
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
        if let readsPerTurn { try options.setOption(.maxMessagesPerRead, value: UInt(readsPerTurn)) }
        if let readBuffer { try options.setOption(.recvAllocator, value: FixedSizeRecvByteBufferAllocator(capacity: readBuffer)) }
        if let receiveBuffer { try options.setOption(.socketOption(.so_rcvbuf), value: receiveBuffer) }
        if let sendBuffer { try options.setOption(.socketOption(.so_sndbuf), value: sendBuffer) }
    }
}
