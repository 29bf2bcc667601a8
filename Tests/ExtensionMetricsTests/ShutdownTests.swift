import ExtensionMetrics
import Logging
import NIOConcurrencyHelpers
import ServiceLifecycle
import Testing

@Suite("Shutting down", .timeLimit(.minutes(1)))
struct ShutdownTests {
    @Test("The response under way is finished, idle connections and the listener are closed")
    func drains() async throws {
        let (started, start) = AsyncStream.makeStream(of: Void.self)
        let (gate, open) = AsyncStream.makeStream(of: Void.self)
        let check = ReadinessCheck("gate", timeLimit: .seconds(3600)) {
            start.yield()
            for await _ in gate { break }
            return true
        }
        try await withServer(readinessChecks: [check]) { port, server in
            let idle = try await RawConnection(port: port)
            let busy = try await RawConnection(port: port)
            try await busy.send("GET /readyz HTTP/1.1\r\nHost: x\r\n\r\n")
            for await _ in started { break }
            async let shutDown: Void = server.shutDown()
            #expect(await idle.readToEnd() == "")
            open.yield()
            // Whether it says "connection: close" depends on which loop was told first.
            #expect(await busy.readToEnd().hasPrefix("HTTP/1.1 200 OK\r\n"))
            await shutDown
            await #expect(throws: (any Error).self) { try await RawConnection(port: port) }
        }
    }

    @Test("What isn't finished in time is cut off")
    func cutsOff() async throws {
        let (started, start) = AsyncStream.makeStream(of: Void.self)
        let check = ReadinessCheck("never", timeLimit: .seconds(3600)) {
            start.yield()
            try await Task.sleep(for: .seconds(3600))
            return true
        }
        try await withServer(readinessChecks: [check]) {
            $0.drainTimeout = .milliseconds(50)
            $0.clientTimeout = .seconds(3600)
        } _: { port, server in
            let connection = try await RawConnection(port: port)
            try await connection.send("GET /readyz HTTP/1.1\r\nHost: x\r\n\r\n")
            for await _ in started { break }
            await server.shutDown()
            #expect(await connection.readToEnd() == "")
        }
    }

    @Test("As a service it serves until the group shuts down")
    func service() async throws {
        let log = RecordedLog()
        let server = ObservabilityServer(configuration: .init(port: 0), logger: log.logger)
        let group = ServiceGroup(services: [server], logger: Logger(label: "test") { _ in SwiftLogNoOpLogHandler() })
        async let run: Void = group.run()
        while log.lines.isEmpty { await Task.yield() }
        let port = try #require(log.lines.first?.split(separator: "port=").last.flatMap { Int($0) })
        let text = try await RawConnection.exchange(port: port, "GET /healthz HTTP/1.0\r\n\r\n")
        #expect(text.hasSuffix("ok\n"))
        await group.triggerGracefulShutdown()
        try await run
        await #expect(throws: (any Error).self) { try await RawConnection(port: port) }
    }

    @Test("An address that is taken is an error, and shutting down twice is none")
    func taken() async throws {
        try await withServer { port, server in
            let other = ObservabilityServer(configuration: .init(port: port))
            await #expect(throws: (any Error).self) { try await other.start() }
            await server.shutDown()
        }
    }
}
