import Foundation
import Glibc

/// haproxy in front of a port, which tells it of the devices by the PROXY protocol.
final class HAProxy: Sendable {
    struct Failure: Error {}

    /// Where devices connect instead.
    let address: String
    private let process: Process
    private let file: URL

    /// `option` is `send-proxy` or `send-proxy-v2`.
    init(to server: String, _ option: String) throws {
        let socket = try Self.listen()
        address = "127.0.0.1:\(UInt16(bigEndian: socket.port))"
        file = FileManager.default.temporaryDirectory.appending(path: "haproxy-\(UUID().uuidString).cfg")
        try Data(Self.configuration(server, option).utf8).write(to: file)
        process = Process()
        process.executableURL = URL(filePath: "/usr/bin/env")
        process.arguments = ["PATH=/usr/sbin:/usr/bin:/bin", "haproxy", "-db", "-f", file.path]
        process.standardInput = socket.handle
        process.standardOutput = FileHandle.nullDevice
        process.standardError = FileHandle.nullDevice
        try process.run()
    }

    deinit {
        if process.isRunning { kill(process.processIdentifier, SIGKILL) }
        try? FileManager.default.removeItem(at: file)
    }

    /// The port is open before haproxy is, and nobody has to wait for it.
    private static func listen() throws -> (handle: FileHandle, port: in_port_t) {
        let descriptor = socket(AF_INET, Int32(SOCK_STREAM.rawValue), 0)
        var address = sockaddr_in()
        address.sin_family = sa_family_t(AF_INET)
        address.sin_addr.s_addr = inet_addr("127.0.0.1")
        var length = socklen_t(MemoryLayout<sockaddr_in>.size)
        let status = withUnsafeMutablePointer(to: &address) { pointer in
            pointer.withMemoryRebound(to: sockaddr.self, capacity: 1) { address in
                bind(descriptor, address, length) == 0 && Glibc.listen(descriptor, 16) == 0
                    && getsockname(descriptor, address, &length) == 0
            }
        }
        guard descriptor >= 0, status else { throw Failure() }
        return (FileHandle(fileDescriptor: descriptor, closeOnDealloc: true), address.sin_port)
    }

    private static func configuration(_ server: String, _ option: String) -> String {
        """
        defaults
            mode tcp
            timeout connect 10s
            timeout client 60s
            timeout server 60s
        listen devices
            bind fd@0
            server gateway \(server) \(option)

        """
    }
}
