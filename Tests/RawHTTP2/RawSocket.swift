import Foundation

/// What a raw socket throws.
package enum RawSocketError: Error {
    /// The peer took or sent nothing within the socket's timeout.
    case timedOut
    /// A system call failed with that `errno`.
    case system(CInt)
}

/// A blocking stream socket, so that a test decides which bytes a server gets, and when. Used by one thread at a time.
package final class RawSocket {
    private var descriptor: CInt

    /// Connects to 127.0.0.1. Sending and receiving give up after `timeout` seconds.
    package init(port: Int, timeout: Int = 10) throws {
        descriptor = try Self.open(AF_INET)
        var address = sockaddr_in()
        address.sin_family = sa_family_t(AF_INET)
        address.sin_port = in_port_t(port).bigEndian
        address.sin_addr.s_addr = inet_addr("127.0.0.1")
        try connect(to: address)
        try set(CInt(1), for: CInt(TCP_NODELAY), level: CInt(IPPROTO_TCP))
        try setTimeout(seconds: timeout)
    }

    /// Connects to a Unix socket.
    package init(path: String, timeout: Int = 10) throws {
        descriptor = try Self.open(AF_UNIX)
        var address = sockaddr_un()
        address.sun_family = sa_family_t(AF_UNIX)
        withUnsafeMutableBytes(of: &address.sun_path) { $0.copyBytes(from: path.utf8.prefix($0.count - 1)) }
        try connect(to: address)
        try setTimeout(seconds: timeout)
    }

    /// Takes over a socket that is connected.
    init(descriptor: CInt, timeout: Int) throws {
        self.descriptor = descriptor
        try setTimeout(seconds: timeout)
    }

    deinit { close() }

    package func send(_ bytes: [UInt8]) throws {
        var sent = 0
        while sent < bytes.count { sent += try sendSome(bytes[sent...]) }
    }

    private func sendSome(_ bytes: ArraySlice<UInt8>) throws -> Int {
        let count = bytes.withUnsafeBytes { Foundation.send(descriptor, $0.baseAddress, $0.count, 0) }
        guard count >= 0 else { throw Self.lastError() }
        return count
    }

    /// The bytes that have come, waiting for the first; empty once the peer has closed or reset the connection.
    package func receive() throws -> [UInt8] {
        try [UInt8](unsafeUninitializedCapacity: 64 << 10) { buffer, count in
            let received = recv(descriptor, buffer.baseAddress, buffer.count, 0)
            guard received >= 0 || errno == ECONNRESET else { throw Self.lastError() }
            count = max(0, received)
        }
    }

    /// Reads and drops what comes, until the peer closes. Throws `timedOut` when it doesn't.
    package func waitForEnd() throws {
        while try !receive().isEmpty {}
    }

    package func close() {
        guard descriptor >= 0 else { return }
        _ = Foundation.close(descriptor)
        descriptor = -1
    }

    /// Closes with a reset, which throws away what is under way in both directions.
    package func reset() {
        try? set(linger(l_onoff: 1, l_linger: 0), for: SO_LINGER, level: SOL_SOCKET)
        close()
    }

    private static func open(_ family: CInt) throws -> CInt {
        signal(SIGPIPE, SIG_IGN)
        #if canImport(Glibc)
        let descriptor = socket(family, CInt(SOCK_STREAM.rawValue), 0)
        #else
        let descriptor = socket(family, SOCK_STREAM, 0)
        #endif
        guard descriptor >= 0 else { throw lastError() }
        return descriptor
    }

    private func connect(to address: some BitwiseCopyable) throws {
        let result = withUnsafeBytes(of: address) { bytes in
            Foundation.connect(descriptor, bytes.assumingMemoryBound(to: sockaddr.self).baseAddress, socklen_t(bytes.count))
        }
        guard result == 0 else { throw Self.lastError() }
    }

    private func setTimeout(seconds: Int) throws {
        let time = timeval(tv_sec: seconds, tv_usec: 0)
        try set(time, for: SO_RCVTIMEO, level: SOL_SOCKET)
        try set(time, for: SO_SNDTIMEO, level: SOL_SOCKET)
    }

    private func set(_ value: some BitwiseCopyable, for option: CInt, level: CInt) throws {
        let result = withUnsafeBytes(of: value) { setsockopt(descriptor, level, option, $0.baseAddress, socklen_t($0.count)) }
        guard result == 0 else { throw Self.lastError() }
    }

    private static func lastError() -> RawSocketError {
        errno == EAGAIN || errno == EWOULDBLOCK ? .timedOut : .system(errno)
    }
}
