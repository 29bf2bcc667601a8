import Gates
import Dispatch
import ExtensionGRPC
import ExtensionProtocol
import ExtensionServices
import ExtensionTLS
import NIOConcurrencyHelpers
import NIOCore
import NIOPosix
import OpenSSLPeer
import RawHTTP2
import Testing

@testable import ConnectionHandlerKit

/// The calls of a handler to a gateway, over real sockets.
@Suite(.timeLimit(.minutes(1)))
struct AdapterCallTests {
    /// A connection whose gateway is at that port.
    private func withConnection(
        _ port: Int,
        _ configure: (inout ConnectionHandlerConfiguration) -> Void = { _ in },
        _ body: (Connection) async throws -> Void
    ) async throws {
        var configuration = ConnectionHandlerConfiguration(adapter: .fixed(.tcp(host: "127.0.0.1", port: port)))
        configure(&configuration)
        let group = MultiThreadedEventLoopGroup.singleton
        let gateways = try GatewayDirectory(configuration, group: group, logger: .quiet)
        let adapter = gateways.gateway(of: "127.0.0.1:50000")
        try await body(Connection(id: "g1hk+/AAA=", socket: .some(), adapter: adapter, logger: .quiet))
        await gateways.close(within: .seconds(1))
    }

    @Test func everyCallArrivesAsItWasMade() async throws {
        let requests = NIOLockedValueBox<[any WireMessage & Hashable]>([])
        let gateway = FakeGateway { (method, bytes, _) throws(RPCError) in
            requests.withLockedValue { $0.append(method.decode(bytes)) }
            return CodeResponse()
        }
        try await gateway.serve { port in
            try await withConnection(port) { connection in
                try await connection.authenticate(.init(clientID: "c", username: "u"), password: "p")
                try await connection.subscribe("a/+", qos: .atLeastOnce)
                try await connection.unsubscribe("a/+")
                try await connection.publish("t", [1, 2], qos: .exactlyOnce)
                try await connection.publish("t", ByteBuffer(bytes: [3]))
                try await connection.send(ByteBuffer(bytes: [4]))
                try await connection.send("text".utf8)
                try await connection.startKeepalive(.milliseconds(1))
                try await connection.startKeepalive(.seconds(60))
                try await connection.close()
            }
        }
        let id = "g1hk+/AAA="
        let expected: [any WireMessage & Hashable] = [
            AuthenticateRequest(connection: id, client: .init(clientID: "c", username: "u"), password: "p"),
            SubscribeRequest(connection: id, topic: "a/+", qos: .atLeastOnce),
            UnsubscribeRequest(connection: id, topic: "a/+"),
            PublishRequest(connection: id, topic: "t", qos: .exactlyOnce, payload: [1, 2]),
            PublishRequest(connection: id, topic: "t", payload: [3]),
            SendBytesRequest(connection: id, bytes: [4]),
            SendBytesRequest(connection: id, bytes: Array("text".utf8)),
            TimerRequest(connection: id, interval: 1),
            TimerRequest(connection: id, interval: 60),
            CloseSocketRequest(connection: id),
        ]
        #expect(requests.withLockedValue { $0.map { AnyHashable($0) } } == expected.map { AnyHashable($0) })
    }

    @Test func sendsStayInOrder() async throws {
        let received = NIOLockedValueBox<[UInt8]>([])
        let gateway = FakeGateway { (method, bytes, _) throws(RPCError) in
            let request = method.decode(bytes) as? SendBytesRequest
            received.withLockedValue { $0 += request?.bytes ?? [] }
            return CodeResponse()
        }
        try await gateway.serve { port in
            try await withConnection(port) { connection in
                for number in UInt8(0)..<200 { try await connection.send([number]) }
            }
        }
        #expect(received.withLockedValue { $0 } == Array(0..<200))
    }

    @Test func whatHarmsNobodyIsRepeatedOnceWhenTheGatewayIsUnavailable() async throws {
        let gateway = FakeGateway { (_, _, _) throws(RPCError) in throw RPCError(.unavailable, "Socket closed") }
        try await gateway.serve { port in
            try await withConnection(port) { connection async throws in
                let unavailable = AdapterError(.unavailable, "Socket closed", wasNotDone: false)
                await #expect(throws: unavailable) { try await connection.subscribe("a") }
                #expect(gateway.journal.lines == ["Subscribe", "Subscribe"])
                await #expect(throws: AdapterError.self) { try await connection.publish("a", [1]) }
                #expect(gateway.journal.lines == ["Subscribe", "Subscribe", "Publish"])
            }
        }
    }

    @Test func whatIsRepeatedGetsNoMoreTime() async throws {
        let deadlines = NIOLockedValueBox<[NIODeadline]>([])
        let gateway = FakeGateway { (_, _, call) throws(RPCError) in
            let isFirst = deadlines.withLockedValue { deadlines in
                deadlines.append(call.deadline ?? .distantFuture)
                return deadlines.count == 1
            }
            // The call is to have taken some of its time.
            if isFirst { try? await Task.sleep(for: .milliseconds(300)) }
            throw RPCError(.unavailable, "")
        }
        try await gateway.serve { port in
            try await withConnection(port) { connection async throws in
                await #expect(throws: AdapterError.self) { try await connection.subscribe("a") }
            }
        }
        let seen = deadlines.withLockedValue { $0 }
        #expect(seen.count == 2)
        #expect(seen[1] < seen[0] + .milliseconds(200))
    }

    @Test func aGatewayThatIsNotThere() async throws {
        let port = NIOLockedValueBox(0)
        try await FakeGateway().serve { taken in port.withLockedValue { $0 = taken } }
        try await withConnection(port.withLockedValue { $0 }) { connection async throws in
            let error = await #expect(throws: AdapterError.self) { try await connection.send([1]) }
            #expect(error?.code == .unavailable)
            #expect(error?.wasNotDone == true)
        }
    }

    @Test func aGatewayThatDoesNotAnswer() async throws {
        let gate = Gate()
        let gateway = FakeGateway { (_, _, _) throws(RPCError) in
            await gate.pass()
            return CodeResponse()
        }
        try await gateway.serve { port in
            try await withConnection(port, { $0.adapterTimeout = .milliseconds(50) }) { connection async throws in
                let error = await #expect(throws: AdapterError.self) { try await connection.send([1]) }
                #expect(error?.code == .deadlineExceeded)
                #expect(error?.wasNotDone == false)
            }
            gate.open()
        }
    }

    /// More than a client takes by default, as when a message goes to each.
    @Test func manyDevicesCallAtOnce() async throws {
        let gate = Gate()
        let gateway = FakeGateway { (_, _, _) throws(RPCError) in
            await gate.pass()
            return CodeResponse()
        }
        try await gateway.serve { port in
            try await withConnection(port) { connection in
                async let sent: Void = send(10_500, over: connection)
                await gateway.journal.wait { $0.count == 10_500 }
                gate.open()
                try await sent
            }
        }
    }

    @Test func manyDevicesWaitForTheirGateway() async throws {
        let mayBegin = DispatchSemaphore(value: 0)
        let server = try RawServer { connection, _ in
            mayBegin.wait()
            try connection.begin()
            try connection.send(.windowUpdate(0, by: 1 << 26))
            while let stream = try connection.request() { try connection.respond(stream) }
        }
        defer { server.stop() }
        try await withConnection(server.port) { connection in
            let begun = Journal()
            async let sent: Void = send(10_500, over: connection, begun)
            await begun.wait { $0.count == 10_500 }
            mayBegin.signal()
            try await sent
        }
    }

    private func send(_ count: Int, over connection: Connection, _ begun: Journal = Journal()) async throws {
        try await withThrowingTaskGroup { tasks in
            for _ in 0..<count {
                tasks.addTask {
                    begun.write("")
                    try await connection.send([1])
                }
            }
            try await tasks.waitForAll()
        }
    }

    @Test func rawPublishOfAnOlderGateway() async throws {
        let methods = ConnectionAdapterMethod.allCases.filter { $0 != .rawPublish }
        try await FakeGateway().serve(methods: methods) { port in
            let configuration = ConnectionHandlerConfiguration(adapter: .fixed(.tcp(host: "127.0.0.1", port: port)))
            let server = ConnectionHandlerServer(configuration: configuration, logger: .quiet) { _ in LineHandler(Journal()) }
            _ = try await server.start(on: [])
            let error = await #expect(throws: AdapterError.self) { try await server.publish("t", []) }
            #expect(error?.code == .unsupported)
            await server.shutDown()
        }
    }

    @Test func answersThatAreNone() async throws {
        let method = RPCMethod.unary(ConnectionAdapterMethod.send.path) { (_, call) throws(RPCError) in
            call.respond(byteCount: 1) { $0[0] = 0xFF }
        }
        let configuration = GRPCServer.Configuration(listeners: [.tcp(host: "127.0.0.1", port: 0)])
        let server = GRPCServer(methods: [method], configuration: configuration, logger: .quiet)
        let port = try await server.start()[0].port ?? 0
        try await withConnection(port) { connection async throws in
            let error = await #expect(throws: AdapterError.self) { try await connection.send([1]) }
            #expect(error?.code == .unknown)
            #expect(error?.wasNotDone == false)
        }
        await server.shutDownGracefully(within: .zero)
    }

    // MARK: Where the gateway is

    /// In a cluster the gateway that called is the one that is asked, at its own address and the configured port.
    @Test func theGatewayIsFoundWhereItCallsFrom() async throws {
        try await FakeGateway().serve(at: .tcp(host: "127.0.0.1", port: 0)) { port in
            let configuration = ConnectionHandlerConfiguration(adapter: .caller(port: port))
            let journal = Journal()
            let server = ConnectionHandlerServer(configuration: configuration, logger: .quiet) { _ in LineHandler(journal) }
            let address = try await server.start(on: [.tcp(host: "127.0.0.1", port: 0)])[0]
            await #expect(throws: AdapterError.self) { try await server.publish("t", []) }
            let loop = LoopContext(eventLoop: MultiThreadedEventLoopGroup.singleton.any())
            let client = try await ClientConnection.connect(to: address.grpc, on: loop)
            let created = SocketCreatedRequest(connection: "a", socket: .some())
            _ = try await client.unary(ConnectionHandlerMethod.socketCreated.path(in: .unary), created.encoded())
            let bytes = ReceivedBytesRequest(connection: "a", bytes: Array("hello\n".utf8))
            _ = try await client.unary(ConnectionHandlerMethod.receivedBytes.path(in: .unary), bytes.encoded())
            #expect(journal.lines == ["opened", "received hello", "handled hello"])
            try await server.publish("t", [])
            await client.close()
            await server.shutDown()
        }
    }

    /// A message in nobody's name doesn't depend on one gateway: those that are gone are known for some time still.
    @Test func anyGatewayThatIsThereWillDo() async throws {
        let gateway = FakeGateway()
        try await gateway.serve { port in
            let configuration = ConnectionHandlerConfiguration(adapter: .caller(port: port))
            let gateways = try GatewayDirectory(configuration, group: MultiThreadedEventLoopGroup.singleton, logger: .quiet)
            // Nobody listens at the others.
            for host in 1...20 { _ = gateways.gateway(of: "127.0.0.\(host):50000") }
            try await gateways.callAny(.rawPublish, RawPublishRequest(topic: "t", qos: .atMostOnce, payload: []))
            #expect(gateway.journal.lines == ["RawPublish"])
            await gateways.close(within: .seconds(1))
        }
    }

    @Test func callersWithoutAnAddressNeedAFixedOne() async throws {
        let gateways = try GatewayDirectory(ConnectionHandlerConfiguration(), group: MultiThreadedEventLoopGroup.singleton, logger: .quiet)
        let connection = Connection(id: "a", socket: nil, adapter: gateways.gateway(of: "unix:"), logger: .quiet)
        let error = await #expect(throws: AdapterError.self) { try await connection.close() }
        #expect(error?.description == "unavailable: a gateway at unix: has no address to call: configure a fixed one")
    }

    @Test func gatewaysThatNobodyUsesAreForgottenAtTheSecondLook() async throws {
        let gateways = try GatewayDirectory(ConnectionHandlerConfiguration(), group: MultiThreadedEventLoopGroup.singleton, logger: .quiet)
        let used = ConnectionSession(id: "a", gateway: gateways.gateway(of: "10.0.0.1:5"), queueLimit: 0)
        _ = gateways.gateway(of: "10.0.0.2:5")
        await gateways.closeUnused([used])
        #expect(gateways.count == 2)
        await gateways.closeUnused([used])
        #expect(gateways.count == 1)
        await gateways.closeUnused([])
        #expect(gateways.count == 0)
    }

    // MARK: TLS

    @Test func theGatewayMaySpeakTLS() async throws {
        let certificates = try TestCertificates.shared.get()
        let context = try ReloadableTLSContext(
            server: TLSServerConfiguration(identity: certificates.identity("server")),
            applicationProtocols: TransportSecurity.applicationProtocols,
            logger: .quiet
        )
        try await FakeGateway().serve(security: .server(context)) { port in
            let trusted = TLSClientConfiguration(trustRoots: .file(certificates.path("ca.pem")))
            try await withConnection(port, { $0.adapterTLS = trusted }) { try await $0.send([1]) }
            let other = TLSClientConfiguration(trustRoots: .file(certificates.path("other-ca.pem")))
            try await withConnection(port, { $0.adapterTLS = other }) { connection async throws in
                let error = await #expect(throws: AdapterError.self) { try await connection.send([1]) }
                #expect(error?.code == .unavailable)
            }
        }
    }
}

extension ConnectionAdapterMethod {
    /// The request of a call, whatever it is.
    func decode(_ bytes: [UInt8]) -> any WireMessage & Hashable {
        func read<Message: WireMessage>() -> Message { (try? bytes.withUnsafeBytes { try Message(decoding: $0) }) ?? Message() }
        return switch self {
        case .send: read() as SendBytesRequest
        case .close: read() as CloseSocketRequest
        case .authenticate: read() as AuthenticateRequest
        case .startTimer: read() as TimerRequest
        case .publish: read() as PublishRequest
        case .subscribe: read() as SubscribeRequest
        case .unsubscribe: read() as UnsubscribeRequest
        case .rawPublish: read() as RawPublishRequest
        }
    }
}
