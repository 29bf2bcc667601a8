import Foundation
import Programs

/// A command that connects standard input and output with a socket, such as `nc` or `openssl s_client`: a device that somebody else wrote.
final class CommandDevice: Sendable {
    private let process: Process
    private let input: FileHandle
    private let lines: AsyncStream<String>

    init(_ command: [String]) throws {
        process = Process()
        process.executableURL = URL(filePath: "/usr/bin/env")
        process.arguments = command
        let (inputPipe, outputPipe) = (Pipe(), Pipe())
        process.standardInput = inputPipe
        process.standardOutput = outputPipe
        process.standardError = FileHandle.nullDevice
        input = inputPipe.fileHandleForWriting
        let (lines, continuation) = AsyncStream.makeStream(of: String.self)
        self.lines = lines
        try process.run()
        Thread.detachNewThread { Self.readLines(outputPipe.fileHandleForReading, continuation) }
    }

    deinit {
        if process.isRunning { kill(process.processIdentifier, SIGKILL) }
    }

    private static func readLines(_ output: FileHandle, _ continuation: AsyncStream<String>.Continuation) {
        var rest = ""
        while case let data = output.availableData, !data.isEmpty {
            var pieces = (rest + String(decoding: data, as: UTF8.self)).split(omittingEmptySubsequences: false, whereSeparator: \.isNewline)
            rest = String(pieces.removeLast())
            for line in pieces { continuation.yield(String(line)) }
        }
        continuation.finish()
    }

    func send(_ line: String) throws { try input.write(contentsOf: Data("\(line)\n".utf8)) }

    /// The next line that it prints; nil when its socket is closed.
    func line() async -> String? {
        for await line in lines { return line }
        return nil
    }
}
