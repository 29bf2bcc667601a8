import SeededRandom
import Testing

@testable import MessageSpool

/// A real process that is killed while it appends.
@Suite struct KilledWriterTests {
    private static let tasks = 16

    @Test func whatWasAcknowledgedIsThere() async throws {
        var random = SeededGenerator(seed: 4)
        try await withTemporaryDirectory { path in
            var acknowledged: [String] = []
            for round in 0..<12 {
                let limit = Int.random(in: 1..<3000, using: &random)
                let outcome = try await WriterProcess.run([path, "\(round)", "\(Self.tasks)", "1000000"], killedAfter: limit)
                #expect(outcome.status == 9 && outcome.lines.count >= limit)
                acknowledged += outcome.lines
                guard round % 3 == 2 else { continue }
                try await withSpool(SpoolConfiguration(directory: path)) { spool in
                    try check(try await spool.drain(), acknowledged)
                    #expect(spool.isEmpty && spool.damagedSegments == 0)
                }
                acknowledged = []
            }
        }
    }

    private func check(_ records: [[UInt8]], _ acknowledged: [String]) throws {
        let names = try records.map(name)
        #expect(Set(names).count == names.count, "the disk hasn't failed, so nothing is there twice")
        #expect(Set(acknowledged).subtracting(names).isEmpty, "of \(acknowledged.count)")
        // Each task of each process has at most one more than was acknowledged: the one that it was waiting for.
        #expect(names.count <= acknowledged.count + 3 * Self.tasks)
        for (writer, numbers) in Dictionary(grouping: names, by: { $0.prefix { $0 != " " }.split(separator: "/").dropLast() }) {
            #expect(numbers.map { Int($0.split(separator: "/")[2]) } == numbers.indices.map { $0 }, "in order: \(writer)")
        }
    }

    /// The name in a record, all of which must be as the writer has made it.
    private func name(_ record: [UInt8]) throws -> String {
        let parts = String(decoding: record, as: UTF8.self).split(separator: " ", omittingEmptySubsequences: false).map(String.init)
        let number = try #require(parts[0].split(separator: "/").last.flatMap { Int($0) })
        #expect(parts.count == 2 && parts[1] == String(repeating: "x", count: number * 37 % 500))
        return parts[0]
    }
}
