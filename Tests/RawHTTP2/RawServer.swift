import Foundation
import NIOConcurrencyHelpers

/// A server that does to each of its connections what a test tells it to. Every connection has a thread of its own.
package final class RawServer: Sendable {
    package let port: Int
    private let descriptor: CInt
    private let sockets = NIOLockedValueBox<[CInt]>([])

    /// Listens on a free port of 127.0.0.1. `conduct` is called with each connection and its number, from 0; the connection is closed when
    /// it returns.
    package init(_ conduct: @escaping @Sendable (RawServerConnection, Int) throws -> Void) throws {
        (descriptor, port) = try Self.listen()
        Thread.detachNewThread { [descriptor, sockets] in
            while case let accepted = accept(descriptor, nil, nil), accepted >= 0 {
                let number = sockets.withLockedValue { sockets in
                    sockets.append(accepted)
                    return sockets.count - 1
                }
                Thread.detachNewThread {
                    guard let socket = try? RawSocket(descriptor: accepted, timeout: 30) else { return }
                    try? conduct(RawServerConnection(socket), number)
                }
            }
        }
    }

    /// How many connections there were.
    package var connectionCount: Int { sockets.withLockedValue { $0.count } }

    /// Takes no more connections. Those that there are end when they are told to.
    package func stop() {
        _ = shutdown(descriptor, CInt(SHUT_RDWR))
        _ = Foundation.close(descriptor)
    }

    private static func listen() throws -> (CInt, Int) {
        signal(SIGPIPE, SIG_IGN)
        #if canImport(Glibc)
        let descriptor = socket(AF_INET, CInt(SOCK_STREAM.rawValue), 0)
        #else
        let descriptor = socket(AF_INET, SOCK_STREAM, 0)
        #endif
        var address = sockaddr_in()
        address.sin_family = sa_family_t(AF_INET)
        address.sin_addr.s_addr = inet_addr("127.0.0.1")
        var length = socklen_t(MemoryLayout<sockaddr_in>.size)
        let result = withUnsafeMutableBytes(of: &address) { bytes in
            let pointer = bytes.assumingMemoryBound(to: sockaddr.self).baseAddress
            guard bind(descriptor, pointer, length) == 0, Foundation.listen(descriptor, 64) == 0 else { return CInt(-1) }
            return pointer.map { getsockname(descriptor, $0, &length) } ?? -1
        }
        guard result == 0 else { throw RawSocketError.system(errno) }
        return (descriptor, Int(UInt16(bigEndian: address.sin_port)))
    }
}
