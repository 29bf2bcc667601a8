import ExtensionTestKit
import HookProviderKit
import Logging
import NIOCore
import RecordedLogging
import Testing

@Suite("What a handler knows of its call", .timeLimit(.minutes(1)))
struct HookContextTests {
    @Test func brokerVersionDeadlineAndPeer() async throws {
        var broker = EmulatedBroker(.v2, emqxVersion: "5.1.1", node: "emqx@10.0.0.1", clusterName: "haus")
        broker.requestTimeout = .milliseconds(2_900)
        let contexts = Journal<Int>()
        let server = server { hooks in
            hooks.on(.clientAuthorize) { _, context in
                #expect(context.hook == .clientAuthorize)
                #expect(context.version == .v2)
                let expected = BrokerMetadata(node: "emqx@10.0.0.1", version: "5.1.1", systemDescription: "EMQX", clusterName: "haus")
                #expect(context.broker == expected)
                // EMQX sends whole seconds.
                let left = try #require(context.deadline) - .now()
                #expect(left > .seconds(1) && left <= .seconds(2))
                #expect(context.peer.hasPrefix("127.0.0.1:"))
                contexts.add(1)
                return .allow
            }
        }
        try await TestBroker.connect(to: server, as: broker, over: .loopback) { _ = try await $0.authorize(.someone, to: .publish, "t") }
        #expect(contexts.entries.count == 1)
    }

    @Test(arguments: ["e4.2.5", "4.3.13", "4.4.2"])
    func oldBrokersDoNotSayWhoTheyAre(_ emqx: String) async throws {
        let server = server { hooks in
            hooks.on(.clientConnected) { _, context in #expect(context.broker == BrokerMetadata(node: "")) }
        }
        try await TestBroker.connect(to: server, as: EmulatedBroker(.v1, emqxVersion: emqx)) { broker async throws in
            try await broker.notify(ClientConnected(client: .someone))
        }
    }

    @Test func theLoggerTellsWhatItIsAbout() async throws {
        let log = RecordedLog()
        let server = server(logger: log.logger) { hooks in
            hooks.on(.clientAuthorize) { _, context in
                context.logger.notice("hello")
                return .allow
            }
        }
        let broker = EmulatedBroker(.v1, node: "emqx@10.0.0.1")
        try await TestBroker.connect(to: server, as: broker, over: .loopback) { _ = try await $0.authorize(.someone, to: .publish, "t") }
        let line = try #require(log.lines(containing: "notice hello").first)
        #expect(line.contains("hook=client.check_acl"))
        #expect(line.contains("broker=emqx@10.0.0.1"))
        #expect(line.contains("peer=127.0.0.1:"))
    }
}
