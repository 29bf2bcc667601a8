import NIOCore

#if canImport(Glibc)
import Glibc
#elseif canImport(Musl)
import Musl
#else
import Darwin
#endif

// What the kernel knows of a peer whose socket isn't read. On the loop.
extension Channel {
    /// Whether bytes of the peer wait in the kernel.
    var hasUnreadBytes: Bool {
        let hasBytes = try? pipeline.syncOperations.withUnsafeTransportIfAvailable(of: NIOBSDSocket.Handle.self) { socket in
            var byte: UInt8 = 0
            return recv(socket, &byte, 1, Int32(MSG_PEEK)) > 0
        }
        return hasBytes ?? false
    }

    /// Has the kernel ask a peer that is silent for one and a half intervals whether it is still there, three times, half an interval apart;
    /// then the connection fails. Linux takes up to 32,767 seconds.
    func startProbes(interval seconds: Int) throws {
        try setProbeOption(Self.silenceBeforeProbes, seconds * 3 / 2)
        try setProbeOption(TCP_KEEPINTVL, seconds / 2)
        try setProbeOption(TCP_KEEPCNT, 3)
    }

    private func setProbeOption(_ name: CInt, _ value: Int) throws {
        let value = SocketOptionValue(min(max(value, 1), 32_767))
        try syncOptions?.setOption(.tcpOption(NIOBSDSocket.Option(rawValue: name)), value: value)
    }

    #if canImport(Darwin)
    private static var silenceBeforeProbes: CInt { TCP_KEEPALIVE }
    #else
    private static var silenceBeforeProbes: CInt { TCP_KEEPIDLE }
    #endif
}
