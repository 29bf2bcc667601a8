package import NIOCore
import NIOPosix

#if canImport(Glibc)
import Glibc
#elseif canImport(Musl)
import Musl
#else
import Darwin
#endif

/// Finds the addresses of a host.
package struct NameResolver: Sendable {
    let addresses: @Sendable (_ host: String, _ port: Int) async throws(RPCError) -> [SocketAddress]

    package init(_ addresses: @escaping @Sendable (_ host: String, _ port: Int) async throws(RPCError) -> [SocketAddress]) {
        self.addresses = addresses
    }

    /// Asks the operating system, on a thread that may block. Every A and AAAA record counts.
    package static let system = NameResolver { (host, port) throws(RPCError) in
        if let address = try? SocketAddress(ipAddress: host, port: port) { return [address] }
        let result = try? await NIOThreadPool.singleton.runIfActive { lookUp(host, port) }
        return try (result ?? .failure(RPCError(.unavailable, "\(host) can't be resolved: the threads are gone"))).get()
    }

    /// What calls to that address can be sent to.
    func addresses(of target: ListenAddress) async -> Result<[SocketAddress], RPCError> {
        do throws(RPCError) {
            switch target {
            case .tcp(let host, let port): return .success(try await addresses(host, port))
            case .unixSocket(let path): return .success([try Self.address(ofSocketFile: path)])
            }
        } catch {
            return .failure(error.unprocessed())
        }
    }

    private static func address(ofSocketFile path: String) throws(RPCError) -> SocketAddress {
        do {
            return try SocketAddress(unixDomainSocketPath: path)
        } catch {
            throw RPCError(.unavailable, "unix:\(path) isn't a socket's path: \(error)")
        }
    }

    private static func lookUp(_ host: String, _ port: Int) -> Result<[SocketAddress], RPCError> {
        var hints = addrinfo()
        hints.ai_socktype = streamSocket
        var list: UnsafeMutablePointer<addrinfo>?
        let status = getaddrinfo(host, String(port), &hints, &list)
        defer { freeaddrinfo(list) }
        let addresses = sequence(first: list) { $0?.pointee.ai_next }.prefix { $0 != nil }.compactMap { $0.flatMap(address) }
        guard status == 0, !addresses.isEmpty else {
            let reason = status == 0 ? "it has no address" : String(cString: gai_strerror(status))
            return .failure(RPCError(.unavailable, "\(host) can't be resolved: \(reason)"))
        }
        return .success(addresses)
    }

    private static func address(_ entry: UnsafeMutablePointer<addrinfo>) -> SocketAddress? {
        let address = UnsafeRawPointer(entry.pointee.ai_addr)
        return switch entry.pointee.ai_family {
        case AF_INET: address.map { SocketAddress($0.loadUnaligned(as: sockaddr_in.self)) }
        case AF_INET6: address.map { SocketAddress($0.loadUnaligned(as: sockaddr_in6.self)) }
        default: nil
        }
    }

    private static var streamSocket: CInt {
        #if canImport(Glibc)
        CInt(SOCK_STREAM.rawValue)
        #else
        SOCK_STREAM
        #endif
    }
}
