public import ConnectionHandlerKit
import ExtensionGRPC
public import ExtensionProtocol
import Logging
import NIOConcurrencyHelpers

/// A gateway to test a connection handler with: devices connect to it, and it calls the handler over gRPC as EMQX does.
///
/// ```swift
/// try await TestGateway.connect(to: { _ in Telnet() }) { gateway in
///     let device = try await gateway.openDevice()
///     try await device.send("hello\r\n")
///     #expect(try await device.receiveText() == "you said hello\r\n")
/// }
/// ```
///
/// It answers the handler's calls with EMQX's codes, and routes what handlers publish to the devices that they have subscribed.
public final class TestGateway: Sendable {
    private let emulated: EmulatedGateway
    private let broker: GatewayBroker
    private let calls: HandlerCalls
    private let deviceCount = NIOLockedValueBox(0)

    private init(_ emulated: EmulatedGateway, _ broker: GatewayBroker, _ link: ServiceLink) {
        self.emulated = emulated
        self.broker = broker
        calls = HandlerCalls(emulated, link)
    }

    // MARK: Connecting

    /// Serves handlers and connects a gateway to them, for as long as `body` runs. Logs warnings and errors of the handlers.
    public static func connect<Handler: ConnectionHandler, Result>(
        to makeHandler: @escaping @Sendable (Connection) -> Handler,
        as gateway: EmulatedGateway = EmulatedGateway(),
        over transport: TestTransport = .inProcess,
        _ body: (TestGateway) async throws -> Result
    ) async throws -> Result {
        var logger = Logger(label: "ConnectionHandlerKit")
        logger.logLevel = .warning
        return try await connect(to: ConnectionHandlerServer(logger: logger, makeHandler), as: gateway, over: transport, body)
    }

    /// Starts a server and connects a gateway to it, for as long as `body` runs. The server is shut down at the end.
    ///
    /// It doesn't listen where its configuration says, and finds the gateway whatever its configuration says.
    public static func connect<Result>(
        to server: ConnectionHandlerServer,
        as emulated: EmulatedGateway = EmulatedGateway(),
        over transport: TestTransport = .inProcess,
        _ body: (TestGateway) async throws -> Result
    ) async throws -> Result {
        let broker = GatewayBroker(emulated)
        let adapter = BrokerAdapter(broker: broker)
        let addresses = try await server.start(on: transport == .loopback ? [.tcp(host: "127.0.0.1", port: 0)] : [], adapter: adapter)
        let link = addresses.first.map { ServiceLink.address($0) } ?? .inProcess(adopt: server.adopt(socket:))
        return try await ending(with: server.shutDown) { try await run(TestGateway(emulated, broker, link), body) }
    }

    /// Connects a gateway to a handler that runs already, in this process or another, in any language, for as long as `body` runs.
    ///
    /// The gateway's `ConnectionAdapter` listens at `adapterPort` of 127.0.0.1, which the handler has to be configured for; EMQX's examples
    /// use 9100.
    public static func connect<Result>(
        to address: ServiceAddress,
        adapterPort: Int,
        as emulated: EmulatedGateway = EmulatedGateway(),
        _ body: (TestGateway) async throws -> Result
    ) async throws -> Result {
        let broker = GatewayBroker(emulated)
        let logger = Logger(label: "ExtensionTestKit")
        let listener = ListenAddress.tcp(host: "127.0.0.1", port: adapterPort)
        let server = GRPCServer(methods: broker.methods, configuration: .init(listeners: [listener]), logger: logger)
        _ = try await server.start()
        return try await ending(with: { await server.shutDownGracefully(within: .milliseconds(100)) }) {
            try await run(TestGateway(emulated, broker, .address(address)), body)
        }
    }

    private static func run<Result>(_ gateway: TestGateway, _ body: (TestGateway) async throws -> Result) async throws -> Result {
        try await ending(with: gateway.calls.close) {
            let result = try await body(gateway)
            for device in gateway.broker.devices { await device.settle() }
            return result
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

    // MARK: Devices

    /// Connects a device, and returns when its handler has been told; with the streaming style at once. Throws ``CallFailure``.
    public func openDevice(_ socket: SocketInfo? = nil) async throws -> TestDevice {
        let number = deviceCount.withLockedValue { count in
            count += 1
            return count
        }
        let device = makeDevice(number)
        let socket = socket ?? Self.socket(number)
        try await device.enqueue(.socketCreated, SocketCreatedRequest(connection: device.id, socket: socket)).value
        return device
    }

    /// A device that was connected before the handler was started: the handler isn't told of it.
    public func resumeDevice() -> TestDevice {
        let number = deviceCount.withLockedValue { count in
            count += 1
            return count
        }
        return makeDevice(number)
    }

    /// The gateway forgets a device without telling the handler, as EMQX does when its process is killed.
    public func lose(_ device: TestDevice) { broker.remove(device) }

    private func makeDevice(_ number: Int) -> TestDevice {
        let device = TestDevice(id: "device+\(number)=", calls: calls, timeout: emulated.timeout)
        broker.add(device)
        return device
    }

    private static func socket(_ number: Int) -> SocketInfo {
        SocketInfo(
            type: .tcp,
            peer: Endpoint(host: "127.0.0.1", port: UInt32(10_000 + number % 50_000)),
            local: Endpoint(host: "127.0.0.1", port: 7993)
        )
    }

    // MARK: Messages

    /// What handlers have published so far, in order.
    public var published: [PublishedMessage] { broker.published }

    /// Publishes a message, as another client of the broker does: it goes to the devices that have subscribed to it.
    public func publish(_ topic: String, _ payload: some Sequence<UInt8>, qos: QoS = .atMostOnce, clientID: String? = nil) {
        broker.route(PublishedMessage(clientID: clientID, topic: topic, payload: Array(payload), qos: qos))
    }
}
