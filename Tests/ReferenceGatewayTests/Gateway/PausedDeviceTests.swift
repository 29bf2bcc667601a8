import CoreMetrics
import ExtensionProtocol
import Foundation
import Gates
import MetricsTestKit
import NIOConcurrencyHelpers
import NIOCore
import Testing

@testable import ReferenceGateway

/// Devices whose sockets aren't read, since their handlers are behind.
@Suite(.timeLimit(.minutes(1))) struct PausedDeviceTests {
    private let metrics = TestMetrics()
    private let gate = Gate()

    private func waitForPauses(_ count: Double, _ test: TestGateway) async {
        let listener = "exproto:\(test.transport.devicesUseTLS ? "ssl" : "tcp"):default"
        while (try? metrics.expectMeter("gateway_connections_paused", [("listener", listener)]))?.values.last != count {
            await Task.yield()
        }
    }

    /// A device whose handler hangs, and that sends just as much as the gateway reads meanwhile.
    private func connectPaused(_ test: TestGateway, number: Int = 1) async throws -> (device: TestDevice, connection: String) {
        let (device, connection) = try await test.connect()
        test.handler.answer.withLockedValue { $0 = { [gate] in if case .bytes = $0 { await gate.pass() } } }
        try await device.send("x")
        #expect(await test.handler.bytes() == "x")
        try await device.send(String(repeating: "y", count: CallQueue.byteLimit))
        await waitForPauses(Double(number), test)
        return (device, connection)
    }

    @Test(arguments: [Transport.tcp, .ssl]) func onlyOneThatHasSentNothingIsSilent(transport: Transport) async throws {
        try await withMetricsFactory(metrics) {
            try await withGateway(transport) { test in
                let (talking, connection) = try await connectPaused(test)
                try await talking.send("still here")
                let (silent, silentConnection) = try await connectPaused(test, number: 2)
                #expect(try await test.adapter.startTimer(connection, interval: 1) == .success)
                #expect(try await test.adapter.startTimer(silentConnection, interval: 1) == .success)
                await silent.closed()
                #expect(try await test.adapter.send("and you?", to: connection) == .success)
                #expect(await talking.receive("and you?") == "and you?")
                gate.open()
                #expect(await test.handler.closed() == "{shutdown,keepalive_timeout}")
                #expect(test.handler.events.all.contains(.timer(TimerTimeoutRequest(connection: silentConnection))))
            }
        }
    }

    @Test(arguments: [Transport.tcp, .ssl]) func oneThatLeavesIsNoticed(transport: Transport) async throws {
        try await withMetricsFactory(metrics) {
            try await withGateway(transport) { test in
                let (device, connection) = try await connectPaused(test)
                try await device.send("last words")
                try await device.close()
                await waitForPauses(0, test)
                #expect(try await test.adapter.send("x", to: connection) == .connectionProcessNotAlive)
                gate.open()
                #expect(await test.handler.closed() == transport.closedByPeer)
                #expect(test.handler.receivedBytes(of: connection) == 1 + CallQueue.byteLimit + 10)
            }
        }
    }

    @Test func oneThatIsResetIsNoticed() async throws {
        try await withMetricsFactory(metrics) {
            try await withGateway { test in
                let (device, _) = try await connectPaused(test)
                try await device.reset()
                await waitForPauses(0, test)
                gate.open()
                #expect(await test.handler.closed() == "{shutdown,econnreset}")
            }
        }
    }

    /// What it has sent before isn't silence, so the kernel has to find out.
    @Test(.enabled(if: mayVanish)) func oneThatVanishesIsNoticed() async throws {
        try await withMetricsFactory(metrics) {
            try await withGateway { test in
                let (device, connection) = try await connectPaused(test)
                try await device.send("last words")
                #expect(try await test.adapter.startTimer(connection, interval: 1) == .success)
                try await device.vanish()
                await waitForPauses(0, test)
                gate.open()
                #expect(await test.handler.closed() == "{shutdown,econnreset}")
            }
        }
    }

    /// Whether sockets may be closed in silence, as administrators of the network may.
    private static let mayVanish: Bool = {
        let socket = socket(AF_INET, CInt(SOCK_STREAM.rawValue), 0)
        defer { close(socket) }
        var yes: CInt = 1
        return setsockopt(socket, CInt(IPPROTO_TCP), TCP_REPAIR, &yes, socklen_t(MemoryLayout<CInt>.size)) == 0
    }()

    @Test(arguments: [(UInt32(60), CInt(90), CInt(30)), (1, 1, 1), (.max, 32_767, 32_767)])
    func theKernelAsksForOneThatVanishes(interval: UInt32, idle: CInt, pause: CInt) async throws {
        try await withGateway { test in
            let (device, connection) = try await test.connect()
            #expect(try await test.adapter.startTimer(connection, interval: interval) == .success)
            let socket = try socket(connectedTo: device.channel.localAddress?.port)
            let probes = try [TCP_KEEPIDLE, TCP_KEEPINTVL, TCP_KEEPCNT].map { try option(CInt(IPPROTO_TCP), $0, of: socket) }
            #expect(probes == [idle, pause, 3])
            #expect(try option(SOL_SOCKET, SO_KEEPALIVE, of: socket) == 1)
        }
    }

    /// The gateway's end of a connection.
    private func socket(connectedTo port: Int?) throws -> CInt {
        try (0..<1024).first { peerPort(of: $0) == port }.orThrow()
    }

    private func peerPort(of socket: CInt) -> Int? {
        var (address, length) = ([UInt8](repeating: 0, count: 128), socklen_t(128))
        let result = address.withUnsafeMutableBytes { getpeername(socket, $0.baseAddress?.assumingMemoryBound(to: sockaddr.self), &length) }
        return result == 0 ? Int(address[2]) << 8 | Int(address[3]) : nil
    }

    private func option(_ level: CInt, _ name: CInt, of socket: CInt) throws -> CInt {
        var (value, length) = (CInt(0), socklen_t(MemoryLayout<CInt>.size))
        guard getsockopt(socket, level, name, &value, &length) == 0 else { throw MissingValue() }
        return value
    }
}

extension TestDevice {
    private var socket: any SocketOptionProvider {
        get throws { try (channel as? any SocketOptionProvider).orThrow() }
    }

    /// How many segments the peer hasn't acknowledged: `tcpi_unacked` of `struct tcp_info`.
    private var unacknowledged: UInt32 {
        get async throws {
            let info: SIMD8<UInt32> = try await socket.unsafeGetSocketOption(level: .tcp, name: .tcp_info).get()
            return info[6]
        }
    }

    /// SO_LINGER of no time.
    fileprivate func reset() async throws {
        try await socket.unsafeSetSocketOption(level: .socket, name: .so_linger, value: SIMD2<CInt>(1, 0)).get()
        try await close()
    }

    /// Closes the socket without a word to the peer, which hears of it when it says something itself.
    fileprivate func vanish() async throws {
        while try await unacknowledged > 0 { await Task.yield() }
        try await socket.unsafeSetSocketOption(level: .tcp, name: NIOBSDSocket.Option(rawValue: TCP_REPAIR), value: CInt(1)).get()
        try await close()
    }
}
