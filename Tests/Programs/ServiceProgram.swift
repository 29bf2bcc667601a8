import Foundation
import Testing

/// A service's program that was built beside the tests.
package struct ServiceProgram: Sendable {
    private let name: String
    private let environment: [String: String]

    package init(_ name: String) {
        self.name = name
        environment = [:]
    }

    /// One that works on a database.
    package init(_ name: String, database: String) {
        self.name = name
        environment = ["DATABASE_URL": database]
    }

    private var executable: URL {
        get throws {
            let directory = Bundle.allBundles.map(\.bundleURL).first { $0.pathExtension == "xctest" }?.deletingLastPathComponent()
            let products = directory ?? URL(filePath: CommandLine.arguments[0]).deletingLastPathComponent()
            let file = products.appending(path: name)
            try #require(FileManager.default.isExecutableFile(atPath: file.path), "\(file.path) isn't built")
            return file
        }
    }

    /// Runs a command to its end. Returns its status and all that it printed.
    package func run(_ arguments: [String], input: String = "") async throws -> (status: Int32, text: String) {
        let process = try make(arguments)
        let (output, standardInput) = (Pipe(), Pipe())
        process.standardOutput = output
        process.standardError = output
        process.standardInput = standardInput
        // Fits into the pipe: nobody has to read meanwhile.
        try standardInput.fileHandleForWriting.write(contentsOf: Data(input.utf8))
        try standardInput.fileHandleForWriting.close()
        let status = try await process.runToEnd()
        return (status, String(decoding: try output.fileHandleForReading.readToEnd() ?? Data(), as: UTF8.self))
    }

    /// Serves on a free port for the length of `body`, which is given the ports of the service and of `/readyz`, and then ends with status 0.
    ///
    /// `listening` is how the program is told of the free port.
    package func serving(
        _ arguments: [String],
        listening: [String] = ["--port", "0"],
        _ body: (_ port: Int, _ healthPort: Int) async throws -> Void
    ) async throws {
        let healthPort = try Self.freePort()
        let process = try make(listening + ["--metrics-port", "\(healthPort)"] + arguments)
        let errors = Pipe()
        process.standardError = errors
        try process.run()
        let port = try #require(await Self.port(in: errors))
        do {
            try await body(port, healthPort)
        } catch {
            process.terminate()
            throw error
        }
        process.terminate()
        process.waitUntilExit()
        #expect(process.terminationStatus == 0)
    }

    private func make(_ arguments: [String]) throws -> Process {
        let process = Process()
        process.executableURL = try executable
        process.arguments = arguments
        process.environment = ProcessInfo.processInfo.environment.merging(environment) { $1 }
        return process
    }

    /// The port of the line that says where it listens; nil if it ends without one.
    private static func port(in pipe: Pipe) async -> Int? {
        var text = ""
        for await chunk in chunks(of: pipe) {
            text += chunk
            if let match = text.firstMatch(of: /listening on .*:([0-9]+)\n/) { return Int(match.1) }
        }
        return nil
    }

    /// Read to the end whether anybody wants them or not, so that the program is never held up.
    private static func chunks(of pipe: Pipe) -> AsyncStream<String> {
        AsyncStream { continuation in
            Thread.detachNewThread {
                while true {
                    let data = pipe.fileHandleForReading.availableData
                    if data.isEmpty { return continuation.finish() }
                    continuation.yield(String(decoding: data, as: UTF8.self))
                }
            }
        }
    }

    /// A port for what must be known before it is bound.
    package static func freePort() throws -> Int {
        let socket = socket(AF_INET, Int32(SOCK_STREAM.rawValue), 0)
        defer { close(socket) }
        var address = sockaddr_in()
        address.sin_family = sa_family_t(AF_INET)
        address.sin_addr.s_addr = UInt32(0x7f00_0001).bigEndian
        var size = socklen_t(MemoryLayout<sockaddr_in>.size)
        return withUnsafeMutablePointer(to: &address) { pointer in
            pointer.withMemoryRebound(to: sockaddr.self, capacity: 1) { address in
                _ = bind(socket, address, size)
                getsockname(socket, address, &size)
            }
            return Int(UInt16(bigEndian: pointer.pointee.sin_port))
        }
    }
}
