import ExtensionProtocol
import Testing

@Suite("Subscriptions of all generations of brokers")
struct SubscriptionTests {
    private let options = SubscriptionOptions(qos: .exactlyOnce, retainHandling: 1)

    @Test(arguments: [ExHookVersion.v1, .v2])
    func plainQualityOfService(_ version: ExHookVersion) throws {
        let bytes: [UInt8] = [0x0a, 1, 97, 0x10, 1]
        let subscription = try Subscription(decoding: bytes, version: version)
        #expect(subscription == Subscription(topicFilter: "a", qos: .atLeastOnce))
        #expect(subscription.encoded(version: version) == bytes)
    }

    @Test(arguments: [ExHookVersion.v2, .v3])
    func options(_ version: ExHookVersion) throws {
        let bytes: [UInt8] = [0x0a, 1, 97, 0x1a, 4, 0x08, 2, 0x18, 1]
        let subscription = try Subscription(decoding: bytes, version: version)
        #expect(subscription == Subscription(topicFilter: "a", options: options))
        #expect(subscription.qos == .exactlyOnce)
        #expect(subscription.encoded(version: version) == bytes)
    }

    @Test func optionsWinOverPlainQualityOfService() throws {
        let bytes: [UInt8] = [0x1a, 2, 0x08, 2, 0x10, 1]
        #expect(try Subscription(decoding: bytes, version: .v2).qos == .exactlyOnce)
    }

    @Test func fieldsOfOtherVersionsAreUnknown() throws {
        let bytes: [UInt8] = [0x0a, 1, 97, 0x10, 1, 0x1a, 2, 0x08, 2]
        #expect(try Subscription(decoding: bytes, version: .v1) == Subscription(topicFilter: "a", qos: .atLeastOnce))
        #expect(try Subscription(decoding: Array(bytes[..<5]), version: .v3) == Subscription(topicFilter: "a"))
    }

    @Test func translation() {
        let old = Subscription(topicFilter: "a", qos: .atLeastOnce)
        #expect(old.encoded(version: .v3) == [0x0a, 1, 97, 0x1a, 2, 0x08, 1])
        #expect(Subscription(topicFilter: "a", options: options).encoded(version: .v1) == [0x0a, 1, 97, 0x10, 2])
    }

    @Test func sharedFilter() {
        let client = ClientInfo(clientID: "c")
        let old = SessionSubscribed(client: client, topic: "jobs/#", options: SubscriptionOptions(qos: .atMostOnce, share: "workers"))
        #expect(old.topicFilter == "$share/workers/jobs/#")
        let new = SessionSubscribed(client: client, topic: "$share/workers/jobs/#", options: SubscriptionOptions(qos: .atMostOnce))
        #expect(new.topicFilter == "$share/workers/jobs/#")
    }

    @Test func qualityOfService() {
        #expect(QoS.atMostOnce < .atLeastOnce && QoS.atLeastOnce < .exactlyOnce)
        #expect(QoS.exactlyOnce.isValid && !QoS(rawValue: 3).isValid)
        #expect("\(QoS(rawValue: 3))" == "3")
    }
}
