import HookProviderKit
import Testing

@Suite("The start-up report")
struct ProviderReportTests {
    private let table = server(configure: { $0.listeners = [.unixSocket(path: "a.sock"), .tcp(host: "0.0.0.0", port: 9000)] }) { hooks in
        hooks.on(.messagePublish, topics: ["t/#"]) { _, _ in .pass }
        hooks.on(.messagePublish, topics: ["u", "t/#"]) { _, _ in .pass }
        hooks.on(.clientAuthenticate) { _, _ in .allow }
        hooks.on(.clientConnected, mode: .background()) { _, _ in }
    }

    @Test func saysWhatIsRegisteredAndWhatIsNot() {
        let report = table.report
        #expect(report.registeredHooks == ["client.connected (background)", "client.authenticate", "message.publish t/#, u"])
        #expect(report.unregisteredHooks.count == 16)
        #expect(report.unregisteredHooks.contains("client.authorize"))
        #expect(!report.unregisteredHooks.contains("message.publish"))
        #expect("\(report)".contains("Not registered: client.connect, "))
    }

    @Test func givesTheBrokersConfiguration() throws {
        let text = try #require(table.report.brokerConfiguration(name: "greenhouse", deniesWithoutProvider: false))
        #expect(text.contains("{ name = greenhouse, url = \"http://<this machine>:9000\", failed_action = ignore }"))
        #expect(text.contains("exhook.server.greenhouse.url = http://<this machine>:9000"))
        #expect(try #require(table.report.brokerConfiguration()).contains("failed_action = deny"))
        let unreachable = server(configure: { $0.listeners = [.unixSocket(path: "a.sock")] }) { $0.on(.clientConnected) { _, _ in } }
        #expect(unreachable.report.brokerConfiguration() == nil)
    }

    @Test func namesThePortThatWasTaken() async throws {
        let running = server(configure: { $0.listeners = [.tcp(host: "127.0.0.1", port: 0)] }) { $0.on(.clientConnected) { _, _ in } }
        let addresses = try await running.start()
        let port = try #require(addresses.first?.port)
        #expect(port != 0)
        #expect(try #require(running.report.brokerConfiguration()).contains("http://127.0.0.1:\(port)\""))
        await running.shutDown()
    }
}
