import ExtensionGRPC
import NIOConcurrencyHelpers
import NIOCore
import RawHTTP2
import RecordedTraffic
import Testing

@Suite(.timeLimit(.minutes(1)))
struct DrainTests {
    /// Every call that was sent either succeeds, or was never accepted: the handlers saw as many calls as succeeded.
    @Test func aShutdownUnderLoadLosesNoCall() async throws {
        let handled = NIOLockedValueBox(0)
        let isBusy = Signal()
        let work = RPCMethod.unary("/test.Test/Work") { (_, call) throws(RPCError) in
            let count = handled.withLockedValue { count in
                count += 1
                return count
            }
            if count == 500 { isBusy.fire() }
            call.run {
                try? await Task.sleep(for: .milliseconds(5))
                call.respond([])
            }
        }
        try await withServer([work]) { server, addresses in
            let port = try #require(addresses.first?.port)
            async let load = PythonPeer.run("drain_load", "\(port)")
            await isBusy.wait()
            let duration = await ContinuousClock().measure { await server.shutDownGracefully(within: .seconds(10)) }
            let result = try await load.first
            #expect(duration < .seconds(10), "the peers left by themselves")
            #expect(result?["succeeded"] == .number(Double(handled.withLockedValue { $0 })))
            #expect(result?["failures"] == .object(["UNAVAILABLE": .number(32)]))
        }
    }

    /// Connections that are being accepted while the shutdown begins: what a handler has seen is answered here too.
    @Test func aShutdownLosesNoCallOfANewConnection() async throws {
        let handled = NIOLockedValueBox(0)
        let isBusy = Signal()
        let work = RPCMethod.unary("/test.Test/Work") { (_, call) throws(RPCError) in
            handled.withLockedValue { $0 += 1 }
            call.run {
                await Task.yield()
                call.respond([])
                isBusy.fire()
            }
        }
        try await withServer([work]) { server, addresses in
            let port = try #require(addresses.first?.port)
            async let load = withThrowingTaskGroup(of: Int.self) { group in
                for _ in 0..<8 { group.addTask { try await onThread { Self.callOnNewConnections(port) } } }
                return try await group.reduce(0, +)
            }
            for _ in 0..<50 { await isBusy.wait() }
            await server.shutDownGracefully(within: .seconds(5))
            let answered = try await load
            #expect(answered == handled.withLockedValue { $0 })
        }
    }

    /// A call in the same bytes as the acknowledgement that lets the server send its last GOAWAY.
    @Test func aCallBehindTheAcknowledgementIsAnswered() async throws {
        try await withServer(TestService().methods) { server, addresses in
            let port = try #require(addresses.first?.port)
            let isOpen = Signal()
            async let response = onThread {
                let client = RawClient(try RawSocket(port: port), isSilent: true)
                try client.socket.send(RawClient.preface)
                try client.send(.settings())
                try client.waitForSettings()
                isOpen.fire()
                while client.received[.ping] == nil { guard try client.receive() else { break } }
                let request = HeaderEncoder.encode(RawClient.fields("/test.Test/Echo"))
                try client.send(.ping(acknowledgement: true), .headers(1, request), .data(1, lengthPrefixed([7]), endStream: true))
                return try client.response(1)
            }
            await isOpen.wait()
            await server.shutDownGracefully(within: .seconds(2))
            #expect(try await response.messages == [[7]])
        }
    }

    /// How many calls were answered before the server went.
    private static func callOnNewConnections(_ port: Int) -> Int {
        var answered = 0
        while let client = try? RawClient(port: port, timeout: 5), client.goAwayCode == nil {
            guard (try? client.call(1, "/test.Test/Work").grpcStatus) == 0 else { break }
            answered += 1
        }
        return answered
    }

    /// A peer that ignores the GOAWAYs and a call that never ends hold the shutdown up to its bound, and no longer.
    @Test func aShutdownEndsAtItsBound() async throws {
        try await withServer(TestService().methods) { server, addresses in
            let port = try #require(addresses.first?.port)
            let isOpen = Signal()
            async let peer: UInt32? = onThread {
                let client = try RawClient(port: port)
                try client.open(1, "/test.Test/Hang")
                try client.send(.data(1, lengthPrefixed([]), endStream: true))
                _ = try client.call(3, "/test.Test/HangBegan")
                isOpen.fire()
                try client.waitForEnd()
                return client.goAwayCode
            }
            await isOpen.wait()
            let duration = await ContinuousClock().measure { await server.shutDownGracefully(within: .milliseconds(300)) }
            #expect(duration >= .milliseconds(300) && duration < .seconds(2), "\(duration)")
            #expect(try await peer == 0)
        }
    }

    /// The call that is in flight is answered after both GOAWAYs.
    @Test func aCallInFlightIsAnswered() async throws {
        let (began, mayEnd) = (Signal(), Signal())
        let slow = RPCMethod.unary("/test.Test/Slow") { (_, call) throws(RPCError) in
            call.run {
                began.fire()
                await mayEnd.wait()
                call.respond([7])
            }
        }
        try await withServer([slow]) { server, addresses in
            let port = try #require(addresses.first?.port)
            async let response = onThread {
                let client = try RawClient(port: port)
                try client.open(1, "/test.Test/Slow")
                try client.send(.data(1, lengthPrefixed([]), endStream: true))
                while client.received[.goAway, default: 0] < 2 { guard try client.receive() else { break } }
                mayEnd.fire()
                return try client.response(1)
            }
            await began.wait()
            await server.shutDownGracefully(within: .seconds(10))
            #expect(try await response.messages == [[7]])
        }
    }
}
