import Foundation
import Programs
package import Testing

/// A program that is run to its end.
package enum Command {
    /// What it printed. Its output is an issue when it fails.
    @discardableResult
    package static func run(
        _ program: String,
        _ arguments: [String],
        sourceLocation: SourceLocation = #_sourceLocation
    ) async throws -> String {
        let file = FileManager.default.temporaryDirectory.appending(path: "postgres-tests-\(UUID().uuidString)")
        try Data().write(to: file)
        defer { try? FileManager.default.removeItem(at: file) }
        let handle = try FileHandle(forWritingTo: file)
        let status = try await status(of: program, arguments, output: handle)
        let text = try String(contentsOf: file, encoding: .utf8)
        try #require(status == 0, "\(program): \(text)", sourceLocation: sourceLocation)
        return text.trimmingCharacters(in: .newlines)
    }

    private static func status(of program: String, _ arguments: [String], output: FileHandle) async throws -> Int32 {
        let process = Process()
        process.executableURL = URL(filePath: "/usr/bin/env")
        process.arguments = [program] + arguments
        process.standardOutput = output
        process.standardError = output
        return try await process.runToEnd()
    }
}
