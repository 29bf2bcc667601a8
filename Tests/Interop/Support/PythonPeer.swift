import Foundation
import Programs
import RecordedTraffic
import Testing

/// A script of Tests/Interop/Python, run by the interpreter that scripts/bootstrap sets up.
enum PythonPeer {
    /// Runs the script to its end and returns the JSON lines that it printed. Its whole output is an issue when it fails.
    static func run(
        _ script: String,
        _ arguments: String...,
        sourceLocation: SourceLocation = #_sourceLocation
    ) async throws -> [JSONValue] {
        try await run(script, arguments, sourceLocation: sourceLocation)
    }

    static func run(
        _ script: String,
        _ arguments: [String],
        sourceLocation: SourceLocation = #_sourceLocation
    ) async throws -> [JSONValue] {
        let interpreter = try interpreter(sourceLocation: sourceLocation)
        let output = FileManager.default.temporaryDirectory.appending(path: "interop-\(UUID().uuidString)")
        defer { try? FileManager.default.removeItem(at: output) }
        let process = Process()
        process.executableURL = interpreter
        process.arguments = [path(of: script)] + arguments
        let status = try await run(process, output: output)
        let text = try String(contentsOf: output, encoding: .utf8)
        #expect(status == 0, "\(script) \(arguments): \(text)", sourceLocation: sourceLocation)
        return text.split(separator: "\n").compactMap { try? JSONDecoder().decode(JSONValue.self, from: Data($0.utf8)) }
    }

    static func interpreter(sourceLocation: SourceLocation = #_sourceLocation) throws -> URL {
        let interpreter = root.appending(path: ".build/venv/bin/python")
        let isThere = FileManager.default.isExecutableFile(atPath: interpreter.path)
        try #require(isThere, "run scripts/bootstrap first", sourceLocation: sourceLocation)
        return interpreter
    }

    static func path(of script: String) -> String { root.appending(path: "Tests/Interop/Python/\(script).py").path }

    private static let root = URL(filePath: #filePath).appending(path: "../../../..").standardizedFileURL

    private static func run(_ process: Process, output: URL) async throws -> Int32 {
        try Data().write(to: output)
        let handle = try FileHandle(forWritingTo: output)
        process.standardOutput = handle
        process.standardError = handle
        return try await process.runToEnd()
    }
}
