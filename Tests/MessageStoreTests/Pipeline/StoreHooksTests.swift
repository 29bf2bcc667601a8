import ExtensionTestKit
import HookProviderKit
@testable import MessageStore
import Testing

@Suite("What a broker's calls leave in the tables", .timeLimit(.minutes(1)))
struct StoreHooksTests {
    @Test("A message with all that the broker says of it", arguments: [EmulatedBroker.v1, .v2, .v3])
    func message(emulated: EmulatedBroker) async throws {
        try await withStoreDatabase { database in
            var setup = StoreSetup()
            setup.broker = emulated
            try await withStore(on: database, setup) { (broker) async throws in
                #expect(try await broker.publish(MessageStoreTests.message(7, topic: "a/b", payload: [0, 0xFF])) == .pass)
                let columns = "concat_ws(' ', id, topic, qos, client_id, username, encode(payload, 'hex'), node)"
                #expect(
                    try await database.texts("SELECT \(columns) FROM mqtt_message") == [
                        "000660be-9989-6b18-0000-000000000007 a/b 1 c1 alice 00ff emqx@127.0.0.1"
                    ]
                )
            }
        }
    }

    @Test("A publish is answered when its message is committed, and one that comes twice is there once")
    func durable() async throws {
        try await withStoreDatabase { database in
            try await withStore(on: database) { broker in
                let messages = [1, 2].map { MessageStoreTests.message($0) }
                for (number, message) in [(1, messages[0]), (2, messages[1]), (1, messages[0]), (2, messages[1])] {
                    _ = try await broker.publish(message)
                    #expect(try await database.count("FROM mqtt_message WHERE right(id::text, 1) = '\(number)'") == 1)
                }
            }
        }
    }

    @Test("Of calls that come together many share a commit")
    func groupCommit() async throws {
        try await withStoreDatabase { database in
            try await withStore(on: database) { broker in
                _ = try await broker.publish(MessageStoreTests.message(10_000))
                try await withThrowingTaskGroup { group in
                    for number in 0..<500 { group.addTask { try await broker.publish(MessageStoreTests.message(number)) } }
                    for try await decision in group { #expect(decision == .pass) }
                }
                #expect(try await database.count("FROM mqtt_message") == 501)
                let transactions = try await database.texts("SELECT count(DISTINCT xmin::text) FROM mqtt_message")
                #expect(try #require(Int(transactions[0])) < 250)
            }
        }
    }

    @Test("Only messages of the topics asked for")
    func topics() async throws {
        try await withStoreDatabase { database in
            var setup = StoreSetup()
            setup.topics = ["a/+", "b/#"]
            try await withStore(on: database, setup) { broker in
                #expect(broker.registrations[.messagePublish]?.topics == ["a/+", "b/#"])
                _ = try await broker.publish(MessageStoreTests.message(1, topic: "b/1/2"))
                #expect(try await database.texts("SELECT topic FROM mqtt_message") == ["b/1/2"])
            }
        }
    }

    @Test("A message that another provider has dropped isn't kept")
    func droppedBefore() async throws {
        try await withStoreDatabase { database in
            try await withStore(on: database) { broker in
                var message = MessageStoreTests.message(1)
                message.headers["allow_publish"] = "false"
                _ = try await broker.publish(message)
                #expect(try await database.count("FROM mqtt_message") == 0)
            }
        }
    }

    @Test("Events of clients and sessions, with what each has to say", arguments: [EmulatedBroker.v1, .v3])
    func events(emulated: EmulatedBroker) async throws {
        try await withStoreDatabase { database in
            var setup = StoreSetup()
            setup.events = [.client, .session]
            setup.broker = emulated
            try await withStore(on: database, setup) { broker in
                let client = ClientInfo(clientID: "c1", username: "alice", password: "secret", peerHost: "10.0.0.1")
                try await broker.notify(ClientConnected(client: client))
                try await broker.notify(SessionCreated(client: client))
                try await broker.notify(SessionSubscribed(client: client, topic: "a/#", options: SubscriptionOptions()))
                try await broker.notify(SessionUnsubscribed(client: client, topic: "a/#"))
                try await broker.notify(SessionResumed(client: client))
                try await broker.notify(SessionDiscarded(client: client))
                try await broker.notify(SessionTakenOver(client: client))
                try await broker.notify(SessionTerminated(client: client, reason: "normal"))
                try await broker.notify(ClientDisconnected(client: client, reason: "kicked"))
                let columns = "concat_ws(' ', event, client_id, username, peer_host, node, topic_filter, reason)"
                let common = "c1 alice 10.0.0.1 emqx@127.0.0.1"
                #expect(
                    try await database.texts("SELECT \(columns) FROM mqtt_event ORDER BY at, id") == [
                        "client.connected \(common)", "session.created \(common)", "session.subscribed \(common) a/#",
                        "session.unsubscribed \(common) a/#", "session.resumed \(common)", "session.discarded \(common)",
                        "session.takenover \(common)", "session.terminated \(common) normal", "client.disconnected \(common) kicked",
                    ]
                )
            }
        }
    }

    @Test("Without events, only messages are asked for")
    func registrations() async throws {
        try await withStoreDatabase { database in
            try await withStore(on: database) { broker in #expect(Set(broker.registrations.keys) == [.messagePublish]) }
        }
    }

    @Test("SQL in every text is text", arguments: ["'; DROP TABLE mqtt_message; --", "\\'", "$1", "{a,b}", "\"", "NULL", "%s"])
    func injection(text: String) async throws {
        try await withStoreDatabase { database in
            try await withStore(on: database) { (broker) async throws in
                var message = MessageStoreTests.message(1, topic: "t/" + text, payload: Array(text.utf8))
                message.from = text
                message.headers["username"] = text
                #expect(try await broker.publish(message) == .pass)
                let columns = "ARRAY[topic, client_id, username, convert_from(payload, 'UTF8')]"
                #expect(try await database.texts("SELECT unnest(\(columns)) FROM mqtt_message") == ["t/" + text, text, text, text])
            }
        }
    }

    @Test("In the background the broker is answered at once, and all is stored in the end")
    func background() async throws {
        try await withStoreDatabase { database in
            var setup = StoreSetup()
            setup.mode = .background
            try await withStore(on: database, setup) { (broker) async throws in
                for number in 0..<50 { #expect(try await broker.publish(MessageStoreTests.message(number)) == .pass) }
            }
            #expect(try await database.count("FROM mqtt_message") == 50, "a store that ends stores what it has")
        }
    }
}
