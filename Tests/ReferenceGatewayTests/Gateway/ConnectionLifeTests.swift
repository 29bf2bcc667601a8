import Gates
import ExtensionGRPC
import ExtensionProtocol
import NIOConcurrencyHelpers
import NIOCore
import Testing

@testable import ReferenceGateway

@Suite(.timeLimit(.minutes(1))) struct ConnectionLifeTests {
    @Test(arguments: [(Transport.tcp, SocketType.tcp), (.ssl, .ssl)])
    func theHandlerLearnsWhoConnectsAndThatItLeaves(transport: Transport, type: SocketType) async throws {
        try await withGateway(transport) { test in
            let tls = try transport.devicesUseTLS ? TestGateway.deviceTLS() : nil
            let device = try await TestDevice(test.listener, tls: tls, group: test.group)
            let created = try await test.handler.created().orThrow()
            #expect(created.socket.type == type)
            #expect(created.socket.peer == Endpoint(host: "127.0.0.1", port: UInt32(device.channel.localAddress?.port ?? 0)))
            #expect(try created.socket.local.port == UInt32(test.listener.port ?? 0))
            #expect(created.socket.peerCertificate?.commonName == (transport.devicesUseTLS ? "dévice ~1" : nil))
            try await device.close()
            #expect(await test.handler.closed() == transport.closedByPeer)
        }
    }

    @Test func aTakeoverDiscardsTheFirstDevice() async throws {
        try await withGateway { test in
            let (first, _) = try await test.connectClient("c")
            let (_, connection) = try await test.connectClient("c")
            await first.closed()
            #expect(await test.handler.closed() == "{shutdown,discarded}")
            #expect(try await test.adapter.publish(connection, "t").code == .success)
            #expect(test.broker.embedded.clientCount == 1)
        }
    }

    @Test func aKickedDeviceIsClosed() async throws {
        try await withGateway { test in
            let (device, _) = try await test.connectClient("c")
            #expect(await test.broker.kick(clientID: "c"))
            await device.closed()
            #expect(await test.handler.closed() == "{shutdown,kicked}")
        }
    }

    @Test func aShutdownTellsTheHandlersOfAllDevices() async throws {
        try await withGateway { test in
            let devices = [try await test.connectClient("a"), try await test.connectClient("b")]
            await test.gateway.shutDown(within: .seconds(10))
            for (device, _) in devices {
                await device.closed()
                #expect(await test.handler.closed() == "shutdown")
            }
            #expect(test.broker.embedded.clientCount == 0)
        }
    }

    @Test func aShutdownDoesNotWaitForeverForAHandler() async throws {
        try await withGateway { test in
            let gate = Gate()
            let (device, connection) = try await test.connect()
            test.handler.answer.withLockedValue { $0 = { if case .bytes = $0 { await gate.pass() } } }
            try await device.send("x")
            #expect(await test.handler.bytes() == "x")
            await test.gateway.shutDown(within: .milliseconds(50))
            #expect(test.handler.events.all.last == .bytes(ReceivedBytesRequest(connection: connection, bytes: Array("x".utf8))))
            gate.open()
        }
    }

    @Test func deliveriesComeInBatches() async throws {
        try await withGateway { test in
            let (_, connection) = try await test.connectClient("c")
            #expect(try await test.adapter.subscribe(connection, "t").code == .success)
            let gate = Gate()
            test.handler.answer.withLockedValue { $0 = { if case .messages = $0 { await gate.pass() } } }
            for number in 0..<300 { #expect(try await test.adapter.rawPublish("t", "\(number)").code == .success) }
            gate.open()
            var payloads: [String] = []
            var sizes: [Int] = []
            while payloads.count < 300 {
                let messages = try await test.handler.messages().orThrow()
                sizes.append(messages.count)
                payloads += messages.map { String(decoding: $0.payload, as: UTF8.self) }
            }
            #expect(payloads == (0..<300).map { "\($0)" })
            #expect(sizes.max() == 101 && sizes.count <= 6)
        }
    }

    @Test func nothingIsLeftOfManyDevices() async throws {
        try await withGateway { test in
            for _ in 0..<20 {
                let (device, _) = try await test.connectClient("c")
                try await device.close()
                #expect(await test.handler.closed() == "{shutdown,tcp_closed}")
            }
            let (device, connection) = try await test.connect()
            #expect(test.gateway.deviceCount == 1)
            #expect(test.broker.embedded.clientCount == 0)
            #expect(try await test.adapter.close(connection) == .success)
            await device.closed()
        }
    }
}
