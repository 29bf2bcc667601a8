import Foundation
import NIOConcurrencyHelpers

/// The `openssl` command line, run as a peer that somebody else wrote.
package final class OpenSSLTool: Sendable {
    private let process: Process
    private let input: FileHandle
    private let chunks: AsyncStream<String>
    private let seen = NIOLockedValueBox("")

    /// Starts it. Its output and its errors come as one.
    package init(_ arguments: [String]) throws {
        process = Process()
        process.executableURL = URL(filePath: "/usr/bin/env")
        process.arguments = ["openssl"] + arguments
        let (inputPipe, outputPipe) = (Pipe(), Pipe())
        process.standardInput = inputPipe
        process.standardOutput = outputPipe
        process.standardError = outputPipe
        input = inputPipe.fileHandleForWriting
        let (chunks, continuation) = AsyncStream.makeStream(of: String.self)
        self.chunks = chunks
        try process.run()
        Thread.detachNewThread {
            while case let data = outputPipe.fileHandleForReading.availableData, !data.isEmpty {
                continuation.yield(String(decoding: data, as: UTF8.self))
            }
            continuation.finish()
        }
    }

    deinit { kill() }

    package func kill() {
        if process.isRunning { _ = Glibc.kill(process.processIdentifier, SIGKILL) }
    }

    package func send(_ text: String) throws { try input.write(contentsOf: Data(text.utf8)) }

    package func closeInput() throws { try input.close() }

    /// Everything that it has printed, once that includes `text`, or its end.
    package func output(until text: String) async -> String {
        if let output = output(containing: text) { return output }
        for await chunk in chunks {
            seen.withLockedValue { $0 += chunk }
            if let output = output(containing: text) { return output }
        }
        return seen.withLockedValue { $0 }
    }

    /// Everything that it prints until it ends.
    package func outputToEnd() async -> String {
        for await chunk in chunks { seen.withLockedValue { $0 += chunk } }
        return seen.withLockedValue { $0 }
    }

    private func output(containing text: String) -> String? {
        seen.withLockedValue { $0.contains(text) ? $0 : nil }
    }

    /// Runs it to its end, which has to be a good one.
    package static func run(_ arguments: [String]) throws {
        let process = Process()
        process.executableURL = URL(filePath: "/usr/bin/env")
        process.arguments = ["openssl"] + arguments
        let errors = Pipe()
        process.standardOutput = FileHandle.nullDevice
        process.standardError = errors
        try process.run()
        let text = String(decoding: errors.fileHandleForReading.readDataToEndOfFile(), as: UTF8.self)
        process.waitUntilExit()
        if process.terminationStatus != 0 { throw OpenSSLFailure(command: arguments.joined(separator: " "), output: text) }
    }
}

/// A command of `openssl` that didn't do what it should.
package struct OpenSSLFailure: Error {
    package let command: String
    package let output: String
}
