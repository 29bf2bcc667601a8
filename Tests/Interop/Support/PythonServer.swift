import Foundation
import Testing

/// A server in Python, in a process of its own.
final class PythonServer: Sendable {
    let port: Int
    private let process: Process

    /// Starts the script and waits until it prints its port, the one given unless that is 0.
    init(_ script: String, port: Int = 0, _ arguments: [String]) async throws {
        process = Process()
        process.executableURL = try PythonPeer.interpreter()
        process.arguments = [PythonPeer.path(of: script), "\(port)"] + arguments
        let output = Pipe()
        process.standardOutput = output
        process.standardError = FileHandle.nullDevice
        try process.run()
        let line = await withCheckedContinuation { continuation in
            Thread.detachNewThread { continuation.resume(returning: output.fileHandleForReading.availableData) }
        }
        self.port = try #require(Int(String(decoding: line, as: UTF8.self).trimmingCharacters(in: .whitespacesAndNewlines)))
    }

    deinit { kill() }

    /// Ends it at once, in the middle of whatever it does.
    func kill() {
        guard process.isRunning else { return }
        Foundation.kill(process.processIdentifier, SIGKILL)
        process.waitUntilExit()
    }
}
