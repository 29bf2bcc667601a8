import Testing

@testable import ExtensionGRPC

@Suite struct ConnectBackoffTests {
    private let backoff = ConnectBackoff(initial: .milliseconds(100), multiplier: 2, maximum: .seconds(1), jitter: 0.2)

    @Test(arguments: zip([1, 2, 3, 4, 5, 6, 1_000_000], [100, 200, 400, 800, 1000, 1000, 1000] as [Int64]))
    func waitsGrowUpToTheMaximum(failures: Int, milliseconds: Int64) {
        #expect(backoff.delay(afterFailures: failures, random: 0) == milliseconds * 1_000_000)
    }

    @Test func jitterGoesBothWays() {
        #expect(backoff.delay(afterFailures: 1, random: 1) == 120_000_000)
        #expect(backoff.delay(afterFailures: 1, random: -1) == 80_000_000)
    }
}
