import Foundation
import Testing

@testable import ExtensionMetrics

@Suite("Metrics of the process")
struct ProcessMetricsTests {
    @Test("Fields are counted behind the name of the program, whatever it is", arguments: ["swift", "a b", "x) R 1 (y", ") ) )"])
    func stat(name: String) {
        let rest = "S 1 2 3 4 5 6 7 8 9 10 150 50 13 14 15 16 17 18 300 20000000 777 22 23 24\n"
        let stat = ProcessStat(parsing: "4711 (\(name)) \(rest)")
        #expect(stat?.cpuTicks == 200)
        #expect(stat?.startTicks == 300)
        #expect(stat?.residentPages == 777)
    }

    @Test("Other text is refused", arguments: ["", "1 (a", "1 (a) S 1 2 3", "1 (a) " + String(repeating: "x ", count: 40)])
    func otherText(text: String) {
        #expect(ProcessStat(parsing: text) == nil)
    }

    @Test("The boot time is a line of its own")
    func bootTime() {
        #expect(ProcessMetrics.bootTime(parsing: "cpu 1 2\nctxt 3\nbtime 1700000000\nprocesses 5\n") == 1_700_000_000)
        #expect(ProcessMetrics.bootTime(parsing: "cpu 1 2\n") == nil)
    }

    #if os(Linux)
    @Test("The figures are this process's own")
    func current() throws {
        let handles = try (0..<50).map { _ in try FileHandle(forReadingFrom: URL(filePath: "/dev/null")) }
        let before = try #require(ProcessMetrics.current())
        #expect(before.openDescriptors >= handles.count)
        for handle in handles { try handle.close() }
        let after = try #require(ProcessMetrics.current())
        #expect(after.cpuSeconds >= before.cpuSeconds && after.cpuSeconds > 0)
        #expect(after.startSeconds == before.startSeconds)
        #expect(after.residentBytes > 1 << 20)
        #expect(abs(Date.now.timeIntervalSince1970 - after.startSeconds) < 86_400)
        #expect(after.startSeconds < Date.now.timeIntervalSince1970 + 2)
    }

    @Test("They stand at the end of the exposition")
    func exposition() {
        let samples = PrometheusMetrics().text().split(separator: "\n").filter { !$0.hasPrefix("#") }
        let names = samples.compactMap { $0.split(separator: " ").first }
        #expect(names == ["process_cpu_seconds_total", "process_open_fds", "process_resident_memory_bytes", "process_start_time_seconds"])
    }
    #endif
}
