package import Foundation
import Testing

/// A PostgreSQL of the tests' own, which scripts/postgres removes when its standard input ends: at the latest with this process, however
/// that ends.
package final class PrivateCluster: Sendable {
    /// For tests that leave the server up.
    package static let shared = Task { try await PrivateCluster() }

    private static let script = URL(filePath: #filePath).appending(path: "../../../scripts/postgres").standardizedFileURL.path

    package let url: URL
    private let input: Pipe

    package init() async throws {
        let (process, input, output) = (Process(), Pipe(), Pipe())
        _ = fcntl(input.fileHandleForWriting.fileDescriptor, F_SETFD, FD_CLOEXEC)
        process.executableURL = URL(filePath: Self.script)
        process.arguments = ["run", "sh", "-c", "echo $DATABASE_URL; exec cat >/dev/null"]
        process.standardInput = input
        process.standardOutput = output
        try process.run()
        self.input = input
        url = try #require(URL(string: try await Self.firstLine(of: output)), "scripts/postgres printed no connection string")
    }

    /// The connection string, with query items added.
    package func connectionString(user: String? = nil, host: String? = nil, _ items: String...) -> String {
        guard var components = URLComponents(url: url, resolvingAgainstBaseURL: false) else { return "" }
        components.user = user ?? components.user
        components.host = host ?? components.host
        return ([components.string ?? ""] + (items.isEmpty ? [] : [items.joined(separator: "&")])).joined(separator: "?")
    }

    package var password: String { url.password ?? "" }
    package var port: Int { url.port ?? 0 }

    /// What psql prints for the SQL, without decoration.
    @discardableResult
    package func psql(_ sql: String) async throws -> String {
        try await Command.run(
            "psql",
            [url.absoluteString, "--no-psqlrc", "--no-align", "--tuples-only", "--set=ON_ERROR_STOP=1", "--command", sql]
        )
    }

    package func dataDirectory() async throws -> URL { URL(filePath: try await psql("SHOW data_directory")) }

    /// kill -9 for the server and all its processes, as a power cut would. The answer serves to start it again.
    package func kill() async throws -> URL {
        let directory = try await dataDirectory()
        let lines = try String(contentsOf: directory.appending(path: "postmaster.pid"), encoding: .utf8).split(separator: "\n")
        let server = try #require(lines.first.flatMap { Int32($0) })
        let children = try String(contentsOfFile: "/proc/\(server)/task/\(server)/children", encoding: .utf8)
        let all = [server] + children.split(separator: " ").compactMap { Int32($0.trimmingCharacters(in: .whitespacesAndNewlines)) }
        for process in all { Foundation.kill(process, SIGKILL) }
        try await eventually { all.allSatisfy { Foundation.kill($0, 0) != 0 } }
        return directory
    }

    package func start(_ dataDirectory: URL) async throws {
        try await Command.run(Self.script, ["start", dataDirectory.deletingLastPathComponent().path])
    }

    private static func firstLine(of output: Pipe) async throws -> String {
        await withCheckedContinuation { continuation in
            DispatchQueue.global().async {
                var bytes = Data()
                while !bytes.contains(0x0A) {
                    let more = output.fileHandleForReading.availableData
                    if more.isEmpty { break }
                    bytes += more
                }
                continuation.resume(returning: String(decoding: bytes.prefix { $0 != 0x0A }, as: UTF8.self))
            }
        }
    }
}
