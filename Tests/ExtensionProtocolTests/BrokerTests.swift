import ExtensionProtocol
import Testing

@Suite("What brokers say of themselves")
struct BrokerTests {
    @Test(
        arguments: [
            ("4 seconds", 4), ("1 seconds", 1), ("3 minutes, 4 seconds", 184), ("1 days, 2 hours, 3 minutes, 4 seconds", 93_784),
            ("1 day, 1 hour, 0 minutes, 1 second", 90_001), ("2 hours", 7_200),
        ] as [(String, Int64)]
    )
    func uptimeText(_ text: String, _ seconds: Int64) {
        #expect(BrokerUptime.text(text).duration == .seconds(seconds))
        #expect(BrokerUptime.text(text).wireMilliseconds == seconds * 1000)
    }

    @Test(
        arguments: [
            "", "soon", "1", "1 weeks", "-1 seconds", "1 days,", "99999999999999999 days",
            "9223372036854775807 seconds, 1 seconds",
        ]
    )
    func unreadableUptime(_ text: String) {
        #expect(BrokerUptime.text(text).duration == nil)
        #expect(BrokerUptime.text(text).wireMilliseconds == 0)
        #expect(BrokerUptime.text(text).wireText == text)
    }

    @Test(
        arguments: [
            (0, "0 seconds"), (1_999, "1 seconds"), (-5, "0 seconds"), (60_000, "1 minutes, 0 seconds"),
            (86_400_000, "1 days, 0 hours, 0 minutes, 0 seconds"), (93_784_000, "1 days, 2 hours, 3 minutes, 4 seconds"),
        ] as [(Int64, String)]
    )
    func uptimeInWords(_ milliseconds: Int64, _ text: String) {
        #expect(BrokerUptime.milliseconds(milliseconds).wireText == text)
        #expect(BrokerUptime.milliseconds(milliseconds).duration == .milliseconds(milliseconds))
    }

    @Test func uptimeIsTranslatedBetweenVersions() throws {
        let words = ProviderLoaded(broker: BrokerInfo(version: "4.4.19", uptime: .text("1 minutes, 1 seconds")))
        let (new, _) = try ProviderLoaded.decode(words.encoded(broker: BrokerMetadata(node: "n"), version: .v2), version: .v2)
        #expect(new.broker.uptime == .milliseconds(61_000))
        let (old, _) = try ProviderLoaded.decode(new.encoded(broker: BrokerMetadata(node: "n"), version: .v1), version: .v1)
        #expect(old == words)
    }

    @Test func missingUptime() throws {
        for bytes in [[], [0x0a, 0]] as [[UInt8]] {
            #expect(try ProviderLoaded.decode(bytes, version: .v1).event.broker.uptime == .text(""))
            #expect(try ProviderLoaded.decode(bytes, version: .v3).event.broker.uptime == .milliseconds(0))
        }
    }

    @Test(
        arguments: [
            ("5.9.2", 5, 9, 2, false), ("v4.4.19", 4, 4, 19, false), ("e4.2.5", 4, 2, 5, true), ("5.0.0-beta.1", 5, 0, 0, false),
            ("5.8", 5, 8, 0, false), ("6.0.0+build", 6, 0, 0, false), ("4.3.3.1", 4, 3, 3, false),
        ]
    )
    func version(_ text: String, _ major: Int, _ minor: Int, _ patch: Int, _ enterprise: Bool) {
        #expect(BrokerVersion(text) == BrokerVersion(major: major, minor: minor, patch: patch, hasEnterprisePrefix: enterprise))
    }

    @Test(arguments: ["", "5", "five.nine", "5.", "5.x", "5.9.", "-5.9", "5.9.x", "ev5.9.2"])
    func unreadableVersion(_ text: String) {
        #expect(BrokerVersion(text) == nil)
    }

    @Test(
        arguments: [
            ("e4.2.5", .ignoreFirst, false), ("4.3.2", .ignoreFirst, false), ("4.3.3", .continueFirst, false),
            ("4.4.19", .continueFirst, false), ("5.0.0", .continueFirst, true), ("5.8.9", .continueFirst, true),
            ("5.9.0", .continueFirst, false), ("6.2.0", .continueFirst, false),
        ] as [(String, ResponseNumbering, Bool)]
    )
    func quirks(_ text: String, _ numbering: ResponseNumbering, _ takesIgnoreAsPriorResult: Bool) throws {
        let version = try #require(BrokerVersion(text))
        #expect(version.responseNumbering == numbering)
        #expect(version.takesIgnoreAsPriorResult == takesIgnoreAsPriorResult)
        #expect(version.description == text)
    }

    @Test func versionsAreOrdered() {
        let texts = ["4.3.9", "4.3.10", "4.4.0", "5.0.0", "10.0.0"]
        let versions = texts.compactMap { BrokerVersion($0) }
        #expect(versions.shuffled().sorted() == versions)
    }
}
