public import ExtensionProtocol
public import HookProviderKit
import Logging
import NIOConcurrencyHelpers

/// A broker to test a hook provider with: it loads the provider, fires events at it and reads its answers, over gRPC and as EMQX does.
///
/// ```swift
/// try await TestBroker.connect(to: Greenhouse(users: users), as: .v2) { broker in
///     #expect(broker.registrations[.messagePublish]?.topics == ["greenhouse/#"])
///     let decision = try await broker.authenticate(ClientInfo(clientID: "c1", username: "demo"))
///     #expect(decision == .allow)
/// }
/// ```
///
/// An event that the provider didn't ask for throws ``UnhandledEvent``, a call that fails ``CallFailure``, and an answer that a broker
/// can't use ``InvalidAnswer``. Of an event it fills in what is left empty: the node, and a message's identifier and timestamp.
public final class TestBroker: Sendable {
    enum Loading {
        /// The provider was never loaded, so every hook is called.
        case unknown
        case loaded([Hook: RegisteredHook])
        case unloaded
    }

    let emulated: EmulatedBroker
    let loading = NIOLockedValueBox(Loading.unknown)
    private let provider: ProviderUnderTest
    let pool: ConnectionPool
    let eventCount = NIOLockedValueBox(0)

    private init(_ emulated: EmulatedBroker, _ provider: ProviderUnderTest) {
        self.emulated = emulated
        self.provider = provider
        pool = ConnectionPool(provider.link)
    }

    /// Serves providers and connects a broker to them, for as long as `body` runs.
    ///
    /// Where there are several they are asked in this order; see `HookTable`. Logs warnings and errors of the handlers.
    public static func connect<Result>(
        to providers: any HookProvider...,
        as broker: EmulatedBroker = .v3,
        over transport: TestTransport = .inProcess,
        _ body: (TestBroker) async throws -> Result
    ) async throws -> Result {
        var logger = Logger(label: "HookProviderKit")
        logger.logLevel = .warning
        let server = HookProviderServer(logger: logger) { hooks in
            for provider in providers { hooks.add(provider) }
        }
        return try await connect(to: server, as: broker, over: transport, body)
    }

    /// Starts a server and connects a broker to it, for as long as `body` runs. The server is shut down at the end.
    ///
    /// It doesn't listen where its configuration says.
    public static func connect<Result>(
        to server: HookProviderServer,
        as broker: EmulatedBroker = .v3,
        over transport: TestTransport = .inProcess,
        _ body: (TestBroker) async throws -> Result
    ) async throws -> Result {
        let addresses = try await server.start(on: transport == .loopback ? [.tcp(host: "127.0.0.1", port: 0)] : [])
        let link = addresses.first.map { ServiceLink.address($0) } ?? .inProcess(adopt: server.adopt(socket:))
        return try await ending(with: server.shutDown) {
            try await connect(ProviderUnderTest(link: link, server: server), as: broker, body)
        }
    }

    /// Connects a broker to a provider that runs already, in this process or another, in any language, for as long as `body` runs.
    public static func connect<Result>(
        to address: ServiceAddress,
        as broker: EmulatedBroker = .v3,
        _ body: (TestBroker) async throws -> Result
    ) async throws -> Result {
        try await connect(ProviderUnderTest(link: .address(address), server: nil), as: broker, body)
    }

    /// Connects another broker, or another node of the cluster, to the same provider, for as long as `body` runs.
    public func withAnother<Result>(_ broker: EmulatedBroker, _ body: (TestBroker) async throws -> Result) async throws -> Result {
        try await Self.connect(provider, as: broker, body)
    }

    private static func connect<Result>(
        _ provider: ProviderUnderTest,
        as emulated: EmulatedBroker,
        _ body: (TestBroker) async throws -> Result
    ) async throws -> Result {
        let broker = TestBroker(emulated, provider)
        return try await ending(with: broker.pool.close) {
            if emulated.loadsProvider { try await broker.load() }
            return try await body(broker)
        }
    }

    private static func ending<Result>(with end: () async -> Void, _ body: () async throws -> Result) async throws -> Result {
        do {
            let result = try await body()
            await end()
            return result
        } catch {
            await end()
            throw error
        }
    }
}

extension TestBroker {
    /// How many notifications the provider has dropped for want of room in the background, by hook; empty where it runs elsewhere.
    public var droppedNotifications: [Hook: Int] { provider.server?.droppedNotifications ?? [:] }

    /// Waits until the provider has handled all notifications that it took into the background; not at all where it runs elsewhere.
    public func backgroundWorkIsDone() async { await provider.server?.waitForBackgroundWork() }
}

/// A provider and, where it runs in this process by the broker's doing, its server.
private struct ProviderUnderTest: Sendable {
    let link: ServiceLink
    let server: HookProviderServer?
}
