import ExtensionTestKit
import HookProviderKit
import Testing

@Suite("Several handlers of one hook", .timeLimit(.minutes(1)))
struct SeveralHandlersTests {
    /// Each handler sees what its own filters match, of the topic as it is by then.
    @Test func topicFiltersAreEachHandlersOwn() async throws {
        let server = server { hooks in
            hooks.on(.messagePublish, topics: ["a/#"]) { _, _ in .publish(topic: "b/1").continuing }
            hooks.on(.messagePublish, topics: ["b/#"]) { _, _ in .publish(payload: [2]) }
            hooks.on(.messagePublish, topics: ["#"]) { _, _ in .drop }
        }
        try await TestBroker.connect(to: server) { broker async throws in
            #expect(try await broker.publish(Message(topic: "a/1")) == .publish(topic: "b/1", payload: [2]))
            #expect(try await broker.publish(Message(topic: "b/1")) == .publish(payload: [2]))
            #expect(try await broker.publish(Message(topic: "c/1")) == .drop)
        }
    }

    /// Every handler of a notification is told whose filters match, even behind one that fails.
    @Test func notificationsGoToAll() async throws {
        let told = Journal<String>()
        let server = server { hooks in
            hooks.on(.messageDropped, topics: ["a/#"]) { _, _ in
                told.add("first")
                throw HookFailure("the first failed")
            }
            hooks.on(.messageDropped, topics: ["b/#"]) { _, _ in told.add("second") }
            hooks.on(.messageDropped, topics: ["+/1"]) { _, _ in told.add("third") }
        }
        try await TestBroker.connect(to: server) { broker async throws in
            let dropped = MessageDropped(message: Message(topic: "a/1"))
            let failure = await #expect(throws: CallFailure.self) { try await broker.notify(dropped) }
            #expect(failure?.message == "the first failed")
            #expect(told.entries == ["first", "third"])
            try await broker.notify(MessageDropped(message: Message(topic: "b/1")))
            #expect(told.entries == ["first", "third", "second", "third"])
        }
    }
}
