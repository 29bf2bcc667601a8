import ExtensionProtocol
import Testing

@Suite("Hook events survive the wire")
struct HookEventRoundTripTests {
    private func expectRoundTrip<Event: HookEvent & Equatable>(
        _ version: ExHookVersion,
        _ make: (inout RandomValues) -> Event
    ) throws {
        for seed in 0..<100 as Range<UInt64> {
            var values = RandomValues(seed: seed, version: version)
            let event = make(&values)
            let broker = values.broker()
            let bytes = event.encoded(broker: broker, version: version)
            let decoded = try Event.decode(bytes, version: version)
            #expect(decoded.event == event, "seed \(seed), \(version)")
            #expect(decoded.broker == broker, "seed \(seed), \(version)")
        }
    }

    @Test(arguments: ExHookVersion.allCases)
    func clients(_ version: ExHookVersion) throws {
        try expectRoundTrip(version) {
            ClientConnect(connection: $0.connection(), properties: $0.properties(), userProperties: $0.properties())
        }
        try expectRoundTrip(version) {
            ClientConnack(
                connection: $0.connection(),
                resultCode: $0.text(),
                properties: $0.properties(),
                userProperties: $0.properties()
            )
        }
        try expectRoundTrip(version) { ClientConnected(client: $0.client()) }
        try expectRoundTrip(version) { ClientDisconnected(client: $0.client(), reason: $0.text()) }
        try expectRoundTrip(version) { ClientAuthenticate(client: $0.client(), priorResult: $0.bool()) }
        try expectRoundTrip(version) {
            ClientAuthorize(client: $0.client(), action: $0.action(), topic: $0.text(), priorResult: $0.bool())
        }
    }

    @Test(arguments: ExHookVersion.allCases)
    func subscriptions(_ version: ExHookVersion) throws {
        try expectRoundTrip(version) {
            ClientSubscribe(
                client: $0.client(),
                properties: $0.properties(),
                subscriptions: $0.array { $0.subscription() },
                userProperties: $0.properties()
            )
        }
        try expectRoundTrip(version) {
            ClientUnsubscribe(
                client: $0.client(),
                properties: $0.properties(),
                subscriptions: $0.array { $0.subscription() },
                userProperties: $0.properties()
            )
        }
        try expectRoundTrip(version) { SessionSubscribed(client: $0.client(), topic: $0.text(), options: $0.options()) }
        try expectRoundTrip(version) { SessionUnsubscribed(client: $0.client(), topic: $0.text()) }
    }

    @Test(arguments: ExHookVersion.allCases)
    func sessions(_ version: ExHookVersion) throws {
        try expectRoundTrip(version) { SessionCreated(client: $0.client()) }
        try expectRoundTrip(version) { SessionResumed(client: $0.client()) }
        try expectRoundTrip(version) { SessionDiscarded(client: $0.client()) }
        try expectRoundTrip(version) { SessionTakenOver(client: $0.client()) }
        try expectRoundTrip(version) { SessionTerminated(client: $0.client(), reason: $0.text()) }
    }

    @Test(arguments: ExHookVersion.allCases)
    func messages(_ version: ExHookVersion) throws {
        try expectRoundTrip(version) {
            MessagePublish(
                message: $0.message(),
                properties: version == .v3 ? $0.properties() : [],
                userProperties: version == .v3 ? $0.properties() : []
            )
        }
        try expectRoundTrip(version) { MessageDelivered(client: $0.client(), message: $0.message()) }
        try expectRoundTrip(version) { MessageDropped(message: $0.message(), reason: $0.text()) }
        try expectRoundTrip(version) { MessageAcked(client: $0.client(), message: $0.message()) }
    }

    @Test(arguments: ExHookVersion.allCases)
    func providers(_ version: ExHookVersion) throws {
        try expectRoundTrip(version) {
            ProviderLoaded(
                broker: BrokerInfo(
                    version: $0.text(),
                    systemDescription: $0.text(),
                    uptime: version == .v1 ? .text($0.text()) : .milliseconds(Int64($0.number()) - 5),
                    dateTime: $0.text()
                )
            )
        }
        try expectRoundTrip(version) { _ in ProviderUnloaded() }
    }
}
