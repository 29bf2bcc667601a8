import ArgumentParser
import ExtensionGRPC
import Foundation

/// The command: replays each file, prints its table, and fails when a call failed.
@main
struct HookReplay: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "hook-replay",
        abstract: "Plays recorded calls of an EMQX broker to a hook provider, and tells what it answered.",
        discussion: """
            Each recorded connection makes its calls one after the other, all connections at once, as the broker did. Recordings of EMQX \
            4.4, 5.1 and 5.9 are in Tests/Recordings, named emqx-VERSION.exhook.calls.jsonl.gz. Exits with status 1 when a call failed.
            """
    )

    @Option(help: "Where the provider listens.")
    var host = "127.0.0.1"

    @Option(help: "The TCP port of the provider.")
    var port: Int

    @Option(help: ArgumentHelp("How many connections to make; as many as were recorded by default.", valueName: "n"))
    var connections: Int?

    @Option(name: .customLong("repeat"), help: ArgumentHelp("How many times to play each file.", valueName: "n"))
    var repetitions = 1

    @Argument(help: ArgumentHelp("The recordings.", valueName: "file"))
    var files: [String]

    func validate() throws {
        guard connections ?? 1 > 0 else { throw ValidationError("It takes at least one connection.") }
        guard repetitions > 0 else { throw ValidationError("Each file is played at least once.") }
    }

    func run() async throws {
        var hasFailed = false
        for file in files {
            let report = try await play(file)
            print(report.table)
            hasFailed = hasFailed || report.hasFailures
        }
        if hasFailed { throw ExitCode.failure }
    }

    private func play(_ file: String) async throws -> ReplayReport {
        let recording = try Recording(file: file)
        let replay = try await Replay(recording, to: .tcp(host: host, port: port), connections: connections)
        var report = ReplayReport(title: "\(URL(filePath: file).lastPathComponent), \(replay.connectionCount) connections")
        let start = ContinuousClock.now
        for _ in 0..<repetitions { report.add(await replay.run()) }
        report.duration = ContinuousClock.now - start
        await replay.close()
        return report
    }
}
