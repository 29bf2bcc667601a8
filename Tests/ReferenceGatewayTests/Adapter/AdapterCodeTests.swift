import Gates
import ExtensionGRPC
import ExtensionProtocol
import NIOConcurrencyHelpers
import RecordedLogging
import Testing

@testable import ReferenceGateway

/// Who gets which code from the ConnectionAdapter.
@Suite(.timeLimit(.minutes(1))) struct AdapterCodeTests {
    @Test(arguments: ConnectionAdapterMethod.allCases.filter { $0 != .rawPublish }, Transport.extremes)
    func connectionsThatAreNot(method: ConnectionAdapterMethod, transport: Transport) async throws {
        try await withGateway(transport) { test in
            let (_, connection) = try await test.connectClient()
            #expect(try await test.adapter.call(method, Self.request(method, ConnectionID().text)) == .notAlive)
            for other in ["", "g2gDdwA=", connection + "0"] {
                #expect(try await test.adapter.call(method, Self.request(method, other)) == .invalidConnection)
            }
            #expect(try await test.adapter.send("x", to: connection) == .success)
        }
        #expect(CodeResponse.notAlive.code == .connectionProcessNotAlive && CodeResponse.invalidConnection.code == .parametersTypeError)
    }

    private static func request(_ method: ConnectionAdapterMethod, _ connection: String) -> any WireMessage {
        switch method {
        case .send: SendBytesRequest(connection: connection, bytes: [1])
        case .close: CloseSocketRequest(connection: connection)
        case .authenticate: AuthenticateRequest(connection: connection, client: ClientIdentity(clientID: "c"))
        case .startTimer: TimerRequest(connection: connection, interval: 1)
        case .publish: PublishRequest(connection: connection, topic: "t", payload: [])
        case .subscribe: SubscribeRequest(connection: connection, topic: "t")
        case .unsubscribe: UnsubscribeRequest(connection: connection, topic: "t")
        case .rawPublish: RawPublishRequest(topic: "t", payload: [])
        }
    }

    @Test(arguments: Transport.extremes) func aConnectionThatHasEndedIsNotAlive(transport: Transport) async throws {
        try await withGateway(transport) { test in
            let (device, connection) = try await test.connectClient()
            try await device.close()
            #expect(await test.handler.closed() == transport.closedByPeer)
            #expect(await test.log.wait(for: "A device is gone") != nil)
            #expect(try await test.adapter.send("x", to: connection) == .connectionProcessNotAlive)
        }
    }

    /// Its handler is still to hear of the end, so it is known, but its socket isn't there.
    @Test(arguments: [Transport.tcp, .ssl]) func aConnectionThatEnds(transport: Transport) async throws {
        try await withGateway(transport) { test in
            let gate = Gate()
            test.handler.answer.withLockedValue { $0 = { if case .closed = $0 { await gate.pass() } } }
            let (device, connection) = try await test.connect()
            try await device.close()
            #expect(await test.handler.closed() == transport.closedByPeer)
            #expect(try await test.adapter.authenticate(connection, as: "c") == .socketDisconnected)
            #expect(try await test.adapter.send("x", to: connection) == .connectionProcessNotAlive)
            #expect(try await test.adapter.close(connection) == .connectionProcessNotAlive)
            #expect(try await test.adapter.startTimer(connection, interval: 1) == .connectionProcessNotAlive)
            #expect(try await test.adapter.publish(connection, "t").code == .connectionProcessNotAlive)
            gate.open()
        }
    }

    @Test(
        arguments: [
            (ClientIdentity(protocolName: "", clientID: "c"), AdapterResultCode.requiredParametersMissed),
            (ClientIdentity(protocolVersion: "", clientID: "c"), .requiredParametersMissed),
            (ClientIdentity(clientID: ""), .requiredParametersMissed),
            (ClientIdentity(clientID: "a\u{0}"), .parametersTypeError),
            (ClientIdentity(clientID: String(repeating: "x", count: 65_536)), .parametersTypeError),
            (ClientIdentity(clientID: String(repeating: "x", count: 65_535)), .success),
        ],
        Transport.extremes
    )
    func clientInfo(client: (identity: ClientIdentity, code: AdapterResultCode), transport: Transport) async throws {
        try await withGateway(transport) { test in
            let (_, connection) = try await test.connect()
            let request = AuthenticateRequest(connection: connection, client: client.identity)
            #expect(try await test.adapter.call(.authenticate, request).code == client.code)
        }
    }

    /// A client whose name is a wildcard would hear the others.
    @Test(arguments: ["+", "#", "a/#", String(repeating: "/", count: 128)], Transport.extremes)
    func namesInAMountpoint(name: String, transport: Transport) async throws {
        try await withGateway(transport, configure: { $0.mountpoint = "devices/${clientid}/" }) { test in
            let (_, connection) = try await test.connect()
            #expect(try await test.adapter.authenticate(connection, as: name).code == .parametersTypeError)
            #expect(try await test.adapter.authenticate(connection, as: "c").code == .success)
        }
    }

    @Test(arguments: Transport.extremes) func authenticationIsOnceAndMayBeRetried(transport: Transport) async throws {
        try await withGateway(transport) { test in
            let (_, connection) = try await test.connect()
            test.broker.policy.withLockedValue { $0.allowsConnect = false }
            #expect(try await test.adapter.authenticate(connection, as: "c").code == .permissionDenied)
            test.broker.policy.withLockedValue { $0.allowsConnect = true }
            #expect(try await test.adapter.authenticate(connection, as: "c").code == .success)
            #expect(try await test.adapter.authenticate(connection, as: "c") == .duplicateAuthentication)
        }
    }

    @Test(
        arguments: [(UInt32(1), Int32(1), AdapterResultCode.parametersTypeError), (0, 0, .parametersTypeError), (1000, 0, .success)],
        Transport.extremes
    )
    func timers(timer: (interval: UInt32, type: Int32, code: AdapterResultCode), transport: Transport) async throws {
        try await withGateway(transport) { test in
            let (_, connection) = try await test.connect()
            #expect(try await test.adapter.startTimer(connection, interval: timer.interval, type: timer.type) == timer.code)
        }
    }

    @Test(arguments: Transport.extremes) func nothingIsPublishedBeforeTheAuthentication(transport: Transport) async throws {
        try await withGateway(transport) { test in
            let (_, connection) = try await test.connect()
            #expect(try await test.adapter.publish(connection, "t") == .notAuthenticated)
            #expect(try await test.adapter.subscribe(connection, "t") == .notAuthenticated)
            #expect(try await test.adapter.unsubscribe(connection, "t") == .notAuthenticated)
            #expect(CodeResponse.notAuthenticated.code == .permissionDenied)
            #expect(try await test.adapter.send("x", to: connection) == .success)
        }
    }

    @Test(
        arguments: [
            ("t", 3, AdapterResultCode.parametersTypeError), ("t", 2, .success), ("", 0, .requiredParametersMissed),
            ("t/+", 0, .parametersTypeError), ("#", 0, .parametersTypeError), ("a\u{0}", 0, .parametersTypeError),
            (String(repeating: "t", count: 65_536), 0, .parametersTypeError),
            (String(repeating: "/", count: 127), 0, .success), (String(repeating: "/", count: 128), 0, .parametersTypeError),
        ],
        Transport.extremes
    )
    func publishing(message: (topic: String, qos: UInt32, code: AdapterResultCode), transport: Transport) async throws {
        try await withGateway(transport) { test in
            let (_, connection) = try await test.connectClient()
            let qos = QoS(rawValue: message.qos)
            #expect(try await test.adapter.publish(connection, message.topic, qos: qos).code == message.code)
            #expect(try await test.adapter.rawPublish(message.topic, qos: qos).code == message.code)
        }
    }

    @Test(
        arguments: [
            ("t", 3, AdapterResultCode.parametersTypeError), ("t/+/#", 2, .success), ("", 0, .requiredParametersMissed),
            ("t+", 0, .parametersTypeError), ("#/t", 0, .parametersTypeError), ("$share/g/", 0, .parametersTypeError),
            ("$share/g/t", 0, .success), ("$share/+/t", 0, .parametersTypeError),
            (String(repeating: "/", count: 127), 0, .success), (String(repeating: "/", count: 65_535), 0, .parametersTypeError),
        ],
        Transport.extremes
    )
    func subscribing(subscription: (filter: String, qos: UInt32, code: AdapterResultCode), transport: Transport) async throws {
        let (filter, qos, code) = subscription
        try await withGateway(transport) { test in
            let (_, connection) = try await test.connectClient()
            #expect(try await test.adapter.subscribe(connection, filter, qos: QoS(rawValue: qos)).code == code)
            if qos < 3 { #expect(try await test.adapter.unsubscribe(connection, filter).code == code) }
        }
    }

    @Test(arguments: Transport.extremes) func whatWasNotSubscribedCanBeUnsubscribed(transport: Transport) async throws {
        try await withGateway(transport) { test in
            let (_, connection) = try await test.connectClient()
            #expect(try await test.adapter.unsubscribe(connection, "never").code == .success)
        }
    }

    @Test func garbageIsInternalAndAnUnknownMethodUnimplemented() async throws {
        try await withGateway { test in
            for (path, code) in [(ConnectionAdapterMethod.send.path, RPCStatus.Code.internalError), ("/a.B/C", .unimplemented)] {
                let error = await #expect(throws: RPCError.self) { try await test.adapter.client.unary(path, [0xff, 0xff]) }
                #expect(error?.status.code == code)
            }
        }
    }

    @Test func aBrokerThatDoesNotAnswerIsUnknownAfterFiveSeconds() async throws {
        try await withGateway { test in
            let gate = Gate()
            test.broker.policy.withLockedValue { $0.onConnect = { await gate.pass() } }
            let (_, connection) = try await test.connect()
            #expect(try await test.adapter.authenticate(connection, as: "c") == .notAnswered)
            #expect(try await test.adapter.authenticate(connection, as: "c") == .duplicateAuthentication)
            #expect(try await test.adapter.publish(connection, "t") == .notAuthenticated)
            gate.open()
            #expect(await test.broker.events.next() == "connected c")
        }
    }
}
