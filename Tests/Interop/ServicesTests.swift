import HookProviderKit
import RecordedTraffic
import Testing

/// What every provider offers beside its hooks.
@Suite(.timeLimit(.minutes(1)))
struct ServicesTests {
    /// The health stream ends with the shutdown, which doesn't wait for it: the bound of the drain is longer than this test may take.
    @Test func healthAndReflectionServeTheToolsOfOthers() async throws {
        var configuration = HookProviderConfiguration(host: "127.0.0.1", port: 0)
        configuration.drainTimeout = .seconds(300)
        let mayEnd = Signal()
        let unhealthy = Signal()
        let server = HookProviderServer(configuration: configuration) { hooks in
            hooks.on(.clientConnected) { _, _ in unhealthy.fire() }
            hooks.on(.clientDisconnected) { _, _ in mayEnd.fire() }
            hooks.on(.clientAuthenticate) { request, _ in request.client.username == "reflected" ? .allow : .deny }
        }
        let port = try #require(try await server.start().first?.port)
        async let ending: Void = {
            await unhealthy.wait()
            server.setServing(false)
            await mayEnd.wait()
            await server.shutDown()
        }()
        let result = try #require(try await PythonPeer.run("services", "\(port)").first)
        await ending
        #expect(
            result["health"]
                == .object([
                    "server": .string("SERVING"),
                    "service": .string("SERVING"),
                    "unknown": .string("NOT_FOUND"),
                    "watched_unknown": .string("SERVICE_UNKNOWN"),
                ])
        )
        #expect(result["watched"] == .array(["SERVING", "NOT_SERVING", "NOT_SERVING"].map { .string($0) }))
        expectReflection(result["reflection"])
    }

    private func expectReflection(_ result: JSONValue?) {
        let services = [
            "emqx.exhook.v1.HookProvider", "emqx.exhook.v2.HookProvider", "emqx.exhook.v3.HookProvider", "grpc.health.v1.Health",
            "grpc.reflection.v1.ServerReflection", "grpc.reflection.v1alpha.ServerReflection",
        ]
        #expect(result?["services"] == .array(services.map { .string($0) }))
        #expect(result?["answer"] == .object(["type": .string("STOP_AND_RETURN"), "bool_result": .bool(true)]))
        // NOT_FOUND three times, an answer, INVALID_ARGUMENT.
        #expect(result?["errors"] == .array([5, 5, 5, 0, 3].map { .number($0) }))
    }
}
