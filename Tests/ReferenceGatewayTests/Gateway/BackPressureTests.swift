import Gates
import ExtensionGRPC
import ExtensionProtocol
import NIOConcurrencyHelpers
import NIOCore
import RecordedLogging
import Testing

@testable import ReferenceGateway

@Suite(.timeLimit(.minutes(1))) struct BackPressureTests {
    /// More than the buffers of two sockets hold.
    private static let flood = 32 << 20

    @Test func aDeviceThatFloodsAHandlerIsHeldBack() async throws {
        try await withGateway { test in
            let gate = Gate()
            let (device, connection) = try await test.connect()
            test.handler.answer.withLockedValue { $0 = { if case .bytes = $0, $0.connection == connection { await gate.pass() } } }
            let isSent = NIOLockedValueBox(false)
            let chunk = ByteBuffer(repeating: 7, count: Self.flood)
            device.channel.writeAndFlush(chunk).whenSuccess { isSent.withLockedValue { $0 = true } }
            #expect(await test.handler.bytes() != nil)
            // Another device isn't held back, and by the time it is through the first one would be too.
            let (other, otherConnection) = try await test.connect()
            for number in 0..<50 {
                try await other.send("\(number)")
                #expect(await test.handler.bytes() == "\(number)")
                #expect(try await test.adapter.send("\(number)", to: otherConnection) == .success)
                _ = await other.receive("\(number)")
            }
            #expect(!isSent.withLockedValue { $0 })
            #expect(test.handler.receivedBytes(of: connection) < 4 << 20)
            gate.open()
            while test.handler.receivedBytes(of: connection) < Self.flood { _ = await test.handler.bytes() }
            #expect(test.handler.receivedBytes(of: connection) == Self.flood)
        }
    }

    @Test func aHandlerThatFloodsADeviceIsHeldBackAndTheConnectionClosed() async throws {
        try await withGateway(configure: { $0.listeners[0].sendTimeout = .milliseconds(300) }) { test in
            let (device, connection) = try await test.connect()
            try await device.channel.setOption(.autoRead, value: false).get()
            let bytes = [UInt8](repeating: 1, count: 1 << 20)
            var codes: [AdapterResultCode] = []
            while codes.count < 100, codes.last ?? .success == .success {
                codes.append(try await test.adapter.call(.send, SendBytesRequest(connection: connection, bytes: bytes)).code)
            }
            #expect(codes.last == .connectionProcessNotAlive)
            #expect(await test.handler.closed() == "{shutdown,timeout}")
        }
    }

    @Test func aConnectionThatIsNotClosedAfterTheSendTimeoutTakesNoMore() async throws {
        try await withGateway(configure: { configuration in
            configuration.listeners[0].sendTimeout = .milliseconds(1)
            configuration.listeners[0].closesAfterSendTimeout = false
        }) { test in
            let (device, connection) = try await test.connect()
            try await device.channel.setOption(.autoRead, value: false).get()
            let bytes = [UInt8](repeating: 1, count: 4_000_000)
            try await withThrowingTaskGroup(of: CodeResponse.self) { group in
                for _ in 0..<6 {
                    group.addTask { try await test.adapter.call(.send, SendBytesRequest(connection: connection, bytes: bytes)) }
                }
                var refused = 0
                while refused == 0, let answer = try await group.next() { refused += answer == .backlogFull ? 1 : 0 }
                #expect(refused == 1)
                #expect(try await test.adapter.send("", to: connection) == .success)
                try await device.channel.setOption(.autoRead, value: true).get()
                while let answer = try await group.next() { #expect(answer == .success || answer == .backlogFull) }
            }
            #expect(try await test.adapter.close(connection) == .success)
        }
    }

    /// Whatever `send_timeout_close` says: behind a Close, the rest of the answer is all that the socket is there for.
    @Test func aClosedConnectionDoesNotWaitForeverForItsDevice() async throws {
        try await withGateway(configure: { configuration in
            configuration.listeners[0].socket.sendBuffer = 4096
            configuration.listeners[0].sendTimeout = .milliseconds(100)
            configuration.listeners[0].closesAfterSendTimeout = false
        }) { test in
            let device = try await TestDevice(test.listener, receiveBuffer: 4096, group: test.group)
            let connection = try await test.handler.created().orThrow().connection
            try await device.channel.setOption(.autoRead, value: false).get()
            #expect(try await test.adapter.send(String(repeating: "0123456789", count: 6_000), to: connection) == .success)
            #expect(try await test.adapter.close(connection) == .success)
            #expect(await test.log.wait(for: "A device didn't take what was sent to it") != nil)
        }
    }

    @Test(arguments: [Transport.tcp, .ssl]) func whatWasSentBeforeACloseGoesOutFirst(transport: Transport) async throws {
        try await withGateway(transport, configure: { $0.listeners[0].socket.sendBuffer = 4096 }) { test in
            let tls = try transport.devicesUseTLS ? TestGateway.deviceTLS() : nil
            let device = try await TestDevice(test.listener, tls: tls, receiveBuffer: 4096, group: test.group)
            let connection = try await test.handler.created().orThrow().connection
            try await device.channel.setOption(.autoRead, value: false).get()
            let text = String(repeating: "0123456789", count: 6_000)
            #expect(try await test.adapter.send(text, to: connection) == .success)
            #expect(try await test.adapter.close(connection) == .success)
            #expect(await test.handler.closed() == "{shutdown,normal}")
            try await device.channel.setOption(.autoRead, value: true).get()
            #expect(await device.receive(text) == text)
            await device.closed()
        }
    }
}

extension TestHandler {
    func receivedBytes(of connection: String) -> Int {
        events.all.reduce(0) { sum, event in
            guard case .bytes(let request) = event, request.connection == connection else { return sum }
            return sum + request.bytes.count
        }
    }
}
