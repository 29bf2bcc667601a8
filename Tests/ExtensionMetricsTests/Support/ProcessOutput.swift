import Foundation
import Programs
import Testing

/// What a program printed, and how it ended.
struct ProcessOutput {
    var status: Int32
    var text: String

    /// Runs a program to its end.
    static func of(_ program: String, _ arguments: [String]) async throws -> ProcessOutput {
        let process = Process()
        let pipe = Pipe()
        process.executableURL = URL(filePath: program)
        process.arguments = arguments
        process.standardOutput = pipe
        process.standardError = pipe
        let status = try await process.runToEnd()
        let data = try pipe.fileHandleForReading.readToEnd() ?? Data()
        return ProcessOutput(status: status, text: String(decoding: data, as: UTF8.self))
    }

    /// Runs a Python program with the interpreter that scripts/bootstrap sets up.
    static func ofPython(_ source: String, _ argument: String) async throws -> ProcessOutput {
        let root = URL(filePath: #filePath).appending(path: "../../../..").standardizedFileURL
        let interpreter = root.appending(path: ".build/venv/bin/python").path
        try #require(FileManager.default.isExecutableFile(atPath: interpreter), "run scripts/bootstrap first")
        return try await of(interpreter, ["-c", source, argument])
    }
}
