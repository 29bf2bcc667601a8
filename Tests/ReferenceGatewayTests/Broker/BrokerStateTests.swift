import ExtensionProtocol
import Testing

@testable import ReferenceGateway

@Suite struct BrokerStateTests {
    private var broker = BrokerState(inboxLimit: InboxLimit(messages: 3, bytes: 1000))

    @Test mutating func aMessageComesOnceWithTheGreatestQoSOfItsSubscriptions() {
        let subscriber = broker.connect("s").session
        _ = broker.subscribe(subscriber, "a/#", DeliveryOptions(qos: .atMostOnce))
        _ = broker.subscribe(subscriber, "a/+", DeliveryOptions(qos: .atLeastOnce))
        #expect(broker.publish(Message(qos: .exactlyOnce, topic: "a/b")) == 1)
        #expect(broker.publish(Message(qos: .atMostOnce, topic: "a/b")) == 1)
        #expect(broker.takeDeliveries(subscriber, limit: 9).messages.map(\.qos) == [.atLeastOnce, .atMostOnce])
    }

    @Test mutating func aSubscriberIsToldOfItsFirstMessageOnly() {
        let subscriber = broker.connect("s").session
        _ = broker.subscribe(subscriber, "a", DeliveryOptions(qos: .atMostOnce))
        #expect(broker.publish(Message(topic: "a"), from: nil).toTell == [subscriber])
        #expect(broker.publish(Message(topic: "a"), from: nil).toTell == [])
        #expect(broker.takeDeliveries(subscriber, limit: 1).hasMore == true)
        #expect(broker.publish(Message(topic: "a"), from: nil).toTell == [])
        #expect(broker.takeDeliveries(subscriber, limit: 9).hasMore == false)
        #expect(broker.publish(Message(topic: "a"), from: nil).toTell == [subscriber])
    }

    @Test mutating func theOldestMessagesGiveWay() {
        let subscriber = broker.connect("s").session
        _ = broker.subscribe(subscriber, "#", DeliveryOptions(qos: .atMostOnce))
        for number in 0..<5 { _ = broker.publish(Message(topic: "\(number)")) }
        #expect(broker.takeDeliveries(subscriber, limit: 9).messages.map(\.topic) == ["2", "3", "4"])
        #expect(broker.dropped(by: subscriber) == 2)
    }

    @Test mutating func asManyGiveWayAsAMessageIsLarge() {
        let subscriber = broker.connect("s").session
        _ = broker.subscribe(subscriber, "#", DeliveryOptions(qos: .atMostOnce))
        let drops = [300, 300, 300, 500, 5000, 900].map { broker.publish(.sized($0), from: nil).drops }
        #expect(drops == [0, 0, 0, 2, 2, 1])
        #expect(broker.takeDeliveries(subscriber, limit: 9).messages.map(\.topic) == ["900"])
        #expect([300, 300, 300].map { broker.publish(.sized($0), from: nil).drops } == [0, 0, 0])
        #expect(broker.dropped(by: subscriber) == 5)
    }

    @Test mutating func largeMessagesAreTakenOneByOne() {
        let subscriber = broker.connect("s").session
        _ = broker.subscribe(subscriber, "#", DeliveryOptions(qos: .atMostOnce))
        for size in [100, 40, 60] { _ = broker.publish(.sized(size)) }
        let sizes = (0..<2).map { _ in broker.takeDeliveries(subscriber, limit: 9, byteLimit: 99) }
        #expect(sizes.map { $0.messages.map(\.topic) } == [["100"], ["40"]])
        #expect(sizes.map(\.hasMore) == [true, true])
        #expect(broker.takeDeliveries(subscriber, limit: 9, byteLimit: 0).messages.map(\.topic) == ["60"])
    }

    /// A thousand messages without payloads can be more than a call takes.
    @Test(arguments: [Message(topic: String(repeating: "t", count: 60)), Message(from: String(repeating: "f", count: 60), topic: "t")])
    mutating func topicsAndPublishersAreBytesToo(message: Message) {
        let subscriber = broker.connect("s").session
        _ = broker.subscribe(subscriber, "#", DeliveryOptions(qos: .atMostOnce))
        for _ in 0..<2 { _ = broker.publish(message) }
        #expect(broker.takeDeliveries(subscriber, limit: 9, byteLimit: 99).messages.count == 1)
    }

    @Test mutating func noLocalKeepsAClientsOwnMessagesFromIt() {
        let client = broker.connect("c").session
        _ = broker.subscribe(client, "a", DeliveryOptions(qos: .atMostOnce, noLocal: true))
        #expect(broker.publish(Message(topic: "a"), from: client).receivers == 0)
        #expect(broker.publish(Message(topic: "a"), from: nil).receivers == 1)
    }

    @Test mutating func aSharedSubscriptionGoesToOneOfItsGroup() {
        let clients = ["a", "b"].map { broker.connect($0).session }
        for client in clients { _ = broker.subscribe(client, "$share/g/t/+", DeliveryOptions(qos: .atMostOnce)) }
        for _ in 0..<4 { #expect(broker.publish(Message(topic: "t/x")) == 1) }
        #expect(clients.map { broker.takeDeliveries($0, limit: 9).messages.count } == [2, 2])
        broker.unsubscribe(clients[0], "$share/g/t/+")
        #expect(broker.publish(Message(topic: "t/x")) == 1)
        #expect(broker.takeDeliveries(clients[1], limit: 9).messages.count == 1)
    }

    @Test mutating func aClientOfTheSameIdentifierTakesTheOthersPlace() {
        let first = broker.connect("c")
        _ = broker.subscribe(first.session, "a", DeliveryOptions(qos: .atMostOnce))
        let second = broker.connect("c")
        #expect(first.discarded == nil)
        #expect(second.discarded == first.session)
        #expect(broker.publish(Message(topic: "a")) == 0)
        #expect(broker.subscribe(first.session, "a", DeliveryOptions(qos: .atMostOnce)) == false)
        broker.disconnect(first.session)
        #expect(broker.session(of: "c") == second.session)
    }

    @Test mutating func identifiersThatOnlyLookAlikeAreOthers() {
        _ = broker.connect("e\u{301}")
        #expect(broker.connect("\u{e9}").discarded == nil)
        #expect(broker.sessionCount == 2)
    }

    @Test mutating func nothingIsLeftOfAClient() {
        let client = broker.connect("c").session
        for filter: TopicFilter in ["a/b", "a/+/c", "#", "$share/g/a/b", "$queue/a"] {
            _ = broker.subscribe(client, filter, DeliveryOptions(qos: .atMostOnce))
        }
        #expect(broker.hasSubscriptions)
        broker.disconnect(client)
        #expect(!broker.hasSubscriptions)
        #expect(broker.sessionCount == 0)
        #expect(broker.takeDeliveries(client, limit: 9).messages.isEmpty == true)
    }
}

extension BrokerState {
    /// How many receivers there are.
    fileprivate mutating func publish(_ message: Message) -> Int { publish(message, from: nil).receivers }
}

extension Message {
    /// Whose topic says how many bytes its payload has.
    fileprivate static func sized(_ size: Int) -> Message { Message(topic: "\(size)", payload: [UInt8](repeating: 0, count: size)) }
}
