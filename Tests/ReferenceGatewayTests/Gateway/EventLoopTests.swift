import Foundation
import Testing

@testable import ReferenceGateway

@Suite(.timeLimit(.minutes(1))) struct EventLoopTests {
    /// SwiftNIO's name of an event loop's thread, as Linux has it.
    private func eventLoops() throws -> Int {
        let threads = try FileManager.default.contentsOfDirectory(atPath: "/proc/self/task")
        return threads.count { (try? String(contentsOfFile: "/proc/self/task/\($0)/comm", encoding: .utf8))?.hasPrefix("NIO-ELT-") == true }
    }

    @Test(arguments: [1, 5]) func thereAreAsManyAsAreAskedFor(count: Int) async throws {
        try await withGateway(prepare: { $0.eventLoops = count }) { test in
            _ = try await test.connect()
            let before = try eventLoops()
            await test.gateway.shutDown(within: .zero)
            let after = try eventLoops()
            // The adapter's server has another one, that looks after these.
            #expect(before - after == count + 1)
        }
    }
}
