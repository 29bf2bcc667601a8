import Testing

@testable import ExtensionGRPC

struct RPCTimeoutTests {
    @Test(
        arguments: [
            ("5S", 5_000_000_000), ("1n", 1), ("20u", 20_000), ("300m", 300_000_000), ("2M", 120_000_000_000), ("1H", 3_600_000_000_000),
            ("0S", 0), ("99999999n", 99_999_999), ("99999999H", .max),
        ] as [(String, Int64)]
    )
    func timeoutsAreNanoseconds(_ text: String, _ nanoseconds: Int64) {
        #expect(parse(text) == nanoseconds)
    }

    @Test(arguments: ["", "5", "S", "5s", "-5S", "+5S", "5 S", "5.0S", "123456789S", "5SS", "５S"])
    func whatIsNoTimeoutIsNil(_ text: String) {
        #expect(parse(text) == nil)
    }

    /// At most eight digits, never less than what was asked, and never a percent more.
    @Test func whatIsFormattedIsReadBack() throws {
        var value: Int64 = 1
        while value < .max / 3 {
            for nanoseconds in [value - 1, value, value + 1] {
                let text = RPCTimeout.format(nanoseconds: nanoseconds)
                let parsed = try #require(parse(text))
                #expect(text.utf8.count <= 9)
                #expect(RPCTimeout.rounded(nanoseconds: nanoseconds) == parsed)
                #expect(parsed >= nanoseconds && Double(parsed) <= Double(nanoseconds) * 1.01, "\(nanoseconds) as \(text)")
            }
            value = value * 3 + 1
        }
        #expect(RPCTimeout.format(nanoseconds: -4) == "0n")
    }

    private func parse(_ text: String) -> Int64? { Array(text.utf8).withUnsafeBufferPointer { RPCTimeout.parse($0) } }
}
