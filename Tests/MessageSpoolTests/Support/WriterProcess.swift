import Foundation
import Testing

/// The program `spool-writer`, and others that start it.
enum WriterProcess {
    struct Outcome {
        var lines: [String]
        var status: Int32
    }

    /// Where SwiftPM has put the programs: beside that of the tests.
    static let path = URL(filePath: CommandLine.arguments[0]).deletingLastPathComponent().appending(path: "spool-writer").path

    static func run(_ arguments: [String], killedAfter lineLimit: Int = .max) async throws -> Outcome {
        try await run(path, arguments, killedAfter: lineLimit)
    }

    /// Runs a program to its end, or until it has printed so many lines.
    static func run(_ program: String, _ arguments: [String], killedAfter lineLimit: Int = .max) async throws -> Outcome {
        try await withCheckedThrowingContinuation { continuation in
            // Reading blocks, and Swift's own threads are few.
            DispatchQueue.global().async {
                continuation.resume(with: Result { try runBlocking(program, arguments, lineLimit) })
            }
        }
    }

    private static func runBlocking(_ program: String, _ arguments: [String], _ lineLimit: Int) throws -> Outcome {
        let process = Process()
        let pipe = Pipe()
        process.executableURL = URL(filePath: program)
        process.arguments = arguments
        process.standardOutput = pipe
        try process.run()
        var output = Data()
        var lineCount = 0
        while case let more = pipe.fileHandleForReading.availableData, !more.isEmpty {
            output += more
            lineCount += more.count { $0 == UInt8(ascii: "\n") }
            if lineCount >= lineLimit { kill(process.processIdentifier, SIGKILL) }
        }
        process.waitUntilExit()
        let lines = String(decoding: output, as: UTF8.self).split(separator: "\n").map(String.init)
        return Outcome(lines: lines, status: process.terminationStatus)
    }
}
