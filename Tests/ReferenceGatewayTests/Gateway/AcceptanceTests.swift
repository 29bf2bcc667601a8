import ExtensionGRPC
import ExtensionProtocol
import NIOConcurrencyHelpers
import RecordedLogging
import Testing

@testable import ReferenceGateway

/// What EMQX's `emqx_exproto_SUITE` asserts, by the names of its cases.
@Suite(.timeLimit(.minutes(1))) struct AcceptanceTests {
    @Test(arguments: Transport.allCases) func keepaliveTimeout(transport: Transport) async throws {
        try await withGateway(transport) { test in
            let (device, connection) = try await test.connectClient()
            #expect(try await test.adapter.startTimer(connection, interval: 1) == .success)
            await device.closed()
            #expect(await test.handler.closed() == "{shutdown,keepalive_timeout}")
            #expect(test.handler.events.all.filter { $0 == .timer(TimerTimeoutRequest(connection: connection)) }.count == 1)
            #expect(test.handler.events.all.filter { if case .closed = $0 { true } else { false } }.count == 1)
        }
    }

    @Test(arguments: Transport.allCases) func mountpointEcho(transport: Transport) async throws {
        try await withGateway(transport, configure: { $0.mountpoint = "ct/" }) { test in
            let (device, connection) = try await test.connect()
            #expect(try await test.adapter.authenticate(connection, as: "c", mountpoint: "ignored/").code == .success)
            #expect(try await test.adapter.subscribe(connection, "t/dn", qos: .atLeastOnce).code == .success)
            #expect(try await test.adapter.rawPublish("ct/t/dn", "down", qos: .exactlyOnce).code == .success)
            let message = try await test.handler.messages().orThrow()[0]
            #expect(message.topic == "t/dn" && message.payload == Array("down".utf8) && message.qos == .atLeastOnce)
            #expect(message.from == "exproto" && message.id.utf8.count == 32 && message.timestamp > 0)
            try await device.send("up")
            #expect(await test.handler.bytes() == "up")
            #expect(try await test.adapter.publish(connection, "t/up", "up").code == .success)
            #expect(await test.broker.events.next { $0.hasPrefix("publish c") } == "publish c ct/t/up")
            #expect(try await test.adapter.send("hello", to: connection) == .success)
            #expect(await device.receive("hello") == "hello")
        }
    }

    @Test(arguments: Transport.allCases) func rawPublish(transport: Transport) async throws {
        try await withGateway(transport, configure: { $0.mountpoint = "ct/" }) { test in
            let answer = try await test.adapter.rawPublish("t/up")
            #expect(answer.code == .success)
            #expect(await test.broker.events.next() == "publish exproto t/up")
        }
    }

    @Test(arguments: Transport.allCases) func authDeny(transport: Transport) async throws {
        try await withGateway(transport) { test in
            test.broker.policy.withLockedValue { $0.allowsConnect = false }
            let (device, connection) = try await test.connect()
            let answer = try await test.adapter.authenticate(connection, as: "c")
            #expect(answer == CodeResponse(code: .permissionDenied, message: "not_authorized"))
            #expect(try await test.adapter.close(connection) == .success)
            await device.closed()
            #expect(await test.handler.closed() == "{shutdown,normal}")
        }
    }

    @Test(arguments: Transport.allCases) func aclDeny(transport: Transport) async throws {
        try await withGateway(transport) { test in
            let (_, connection) = try await test.connectClient()
            test.broker.policy.withLockedValue { $0.allowsActions = false }
            let denied = CodeResponse(code: .permissionDenied, message: #"<<"Authorization deny">>"#)
            #expect(try await test.adapter.subscribe(connection, "t") == denied)
            #expect(try await test.adapter.publish(connection, "t") == denied)
            test.broker.policy.withLockedValue { $0.allowsActions = true }
            #expect(try await test.adapter.publish(connection, "t").code == .success)
        }
    }

    @Test(arguments: Transport.allCases) func authExpire(transport: Transport) async throws {
        try await withGateway(transport) { test in
            test.broker.policy.withLockedValue { $0.lifetime = .milliseconds(200) }
            let (device, _) = try await test.connectClient()
            await device.closed()
            #expect(await test.handler.closed() == "{shutdown,expired}")
            #expect(await test.broker.events.next { $0.hasPrefix("disc") } == "disconnected c {shutdown,expired}")
        }
    }

    @Test(arguments: Transport.allCases) func hookConnectedDisconnected(transport: Transport) async throws {
        try await withGateway(transport) { test in
            let (device, connection) = try await test.connectClient()
            #expect(await test.broker.events.next() == "connected c")
            #expect(try await test.adapter.close(connection) == .success)
            #expect(await test.broker.events.next() == "disconnected c {shutdown,normal}")
            await device.closed()
        }
    }

    @Test(arguments: Transport.allCases) func hookSessionSubscribedUnsubscribed(transport: Transport) async throws {
        try await withGateway(transport, configure: { $0.mountpoint = "ct/" }) { test in
            let (_, connection) = try await test.connectClient()
            #expect(try await test.adapter.subscribe(connection, "$share/g/t/#", qos: .atLeastOnce).code == .success)
            #expect(try await test.adapter.unsubscribe(connection, "$share/g/t/#").code == .success)
            #expect(await test.broker.events.next { $0.hasPrefix("sub") } == "subscribed c $share/g/ct/t/# 1")
            #expect(await test.broker.events.next() == "unsubscribed c $share/g/ct/t/#")
        }
    }

    @Test(arguments: Transport.allCases) func hookMessageDelivered(transport: Transport) async throws {
        try await withGateway(transport) { test in
            test.broker.policy.withLockedValue { $0.deliveryPrefix = Array("seen ".utf8) }
            let (_, connection) = try await test.connectClient()
            #expect(try await test.adapter.subscribe(connection, "t").code == .success)
            #expect(try await test.adapter.publish(connection, "t", "text").code == .success)
            #expect(try await test.handler.messages().orThrow().map(\.payload) == [Array("seen text".utf8)])
        }
    }

    @Test(arguments: Transport.allCases) func idleTimeout(transport: Transport) async throws {
        try await withGateway(transport, configure: { $0.idleTimeout = .milliseconds(100) }) { test in
            let (device, _) = try await test.connect()
            await device.closed()
            #expect(await test.handler.closed() == "{shutdown,idle_timeout}")
        }
    }

    @Test(arguments: Transport.allCases) func authenticateLogsRedactPasswords(transport: Transport) async throws {
        try await withGateway(transport) { test in
            let (_, connection) = try await test.connect()
            test.broker.policy.withLockedValue { $0.allowsConnect = false }
            _ = try await test.adapter.authenticate(connection, as: "c", password: "hunter2")
            test.broker.policy.withLockedValue { $0.allowsConnect = true }
            _ = try await test.adapter.authenticate(connection, as: "c", password: "hunter2")
            #expect(try await test.adapter.close(connection) == .success)
            #expect(await test.handler.closed() != nil)
            #expect(!test.log.lines(containing: "").isEmpty)
            #expect(test.log.lines(containing: "hunter2").isEmpty)
        }
    }
}
