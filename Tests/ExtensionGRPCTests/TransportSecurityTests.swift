import NIOConcurrencyHelpers
import NIOCore
import NIOPosix
import RawHTTP2
import RecordedLogging
import Testing

@testable import ExtensionGRPC

/// Where TLS goes, with a handshake that any test can speak: `HELLO` from the client, `READY` from the server.
@Suite(.timeLimit(.minutes(1)))
struct TransportSecurityTests {
    private static let certificate = PeerCertificate(commonName: "north", distinguishedName: "CN=north,O=Greenhouse")

    @Test func bothEndsSpeakHTTP2AfterTheHandshake() async throws {
        let seen = NIOLockedValueBox<PeerCertificate?>(nil)
        let look = RPCMethod.unary("/test.Test/Look") { (_, call) throws(RPCError) in
            seen.withLockedValue { $0 = call.peerCertificate }
            call.respond([])
        }
        try await withSecureServer(look) { port, _, _ in
            let client = try await connect(port, .handshake(sends: "HELLO", awaits: "READY"))
            _ = try await client.unary("/test.Test/Look", [])
            await client.close()
        }
        #expect(seen.withLockedValue { $0 } == Self.certificate)
    }

    /// HTTP/2's preface in the same packet as the end of the handshake.
    @Test func bytesBehindTheHandshakeBelongToHTTP2() async throws {
        try await withSecureServer { port, _, _ in
            let response = try await onThread {
                let client = RawClient(try RawSocket(port: port))
                var ready: [UInt8] = []
                while ready.count < 5 { ready += try client.socket.receive() }
                #expect(ready == Array("READY".utf8), "nothing of HTTP/2 before the handshake is complete")
                try client.socket.send(Array("HELLO".utf8) + RawClient.preface + Frame.settings([]).bytes)
                return try client.call(1, "/test.Test/Echo", [7])
            }
            #expect(response.messages == [[7]])
        }
    }

    /// Whatever comes in its place is no HTTP/2, and isn't taken for a bad one.
    @Test func aFailedHandshakeClosesTheConnectionWithOneLine() async throws {
        try await withSecureServer { port, log, _ in
            try await onThread {
                let client = RawClient(try RawSocket(port: port))
                try client.socket.send(RawClient.preface)
                try client.waitForEnd()
            }
            _ = await log.wait(for: "Refusing a connection")
            #expect(log.lines(containing: "").count == 1)
        }
    }

    @Test func aHandshakeThatTakesTooLongEndsItsConnection() async throws {
        var limits = ServerLimits()
        limits.handshakeTimeout = .milliseconds(50)
        try await withSecureServer(limits: limits) { port, _, _ in
            try await onThread { try RawClient(try RawSocket(port: port)).waitForEnd() }
        }
    }

    /// The server has forgotten all its connections by then, and this one isn't known to it yet.
    @Test func aHandshakeThatEndsAfterTheServerIsOfNoUse() async throws {
        try await withSecureServer { port, _, server in
            let socket = UncheckedSocket(try RawSocket(port: port))
            #expect(try await onThread { try socket.value.receive() } == Array("READY".utf8))
            await server.shutDownGracefully(within: .milliseconds(1))
            try await onThread {
                try socket.value.send(Array("HELLO".utf8) + RawClient.preface + Frame.settings([]).bytes)
                let client = RawClient(socket.value)
                try client.waitForEnd()
                #expect(client.received.isEmpty)
            }
        }
    }

    @Test func aClientWhoseHandshakeFailsIsToldSo() async throws {
        try await withSecureServer { port, _, _ in
            let error = await #expect(throws: RPCError.self) {
                try await connect(port, .handshake(sends: "HELLO", awaits: "REFUSED"))
            }
            #expect(error?.status.code == .unavailable)
            #expect(error?.status.message.contains("the handshake failed") == true)
        }
    }

    private func withSecureServer(
        _ methods: RPCMethod...,
        limits: ServerLimits = ServerLimits(),
        _ body: (Int, RecordedLog, GRPCServer) async throws -> Void
    ) async throws {
        let log = RecordedLog()
        let security = TransportSecurity.handshake(sends: "READY", awaits: "HELLO", certificate: Self.certificate)
        let listener = GRPCServer.Listener(.tcp(host: "127.0.0.1", port: 0), security: security)
        let server = GRPCServer(
            methods: methods + [echo()],
            configuration: .init(listening: [listener], limits: limits),
            logger: log.logger
        )
        let port = try #require(try await server.start()[0].port)
        try await body(port, log, server)
        await server.shutDownGracefully(within: .milliseconds(100))
    }

    private func connect(_ port: Int, _ security: TransportSecurity) async throws -> ClientConnection {
        var configuration = ClientConnection.Configuration()
        configuration.security = security
        let loop = LoopContext(eventLoop: MultiThreadedEventLoopGroup.singleton.any())
        return try await ClientConnection.connect(to: .tcp(host: "127.0.0.1", port: port), on: loop, configuration: configuration)
    }
}

extension TransportSecurity {
    fileprivate static func handshake(sends: String, awaits: String, certificate: PeerCertificate? = nil) -> TransportSecurity {
        TransportSecurity { channel in
            let promise = channel.eventLoop.makePromise(of: PeerCertificate?.self)
            let handler = Handshake(sends: sends, awaits: awaits, certificate: certificate, promise: promise)
            try channel.pipeline.syncOperations.addHandler(handler)
            return promise.futureResult
        }
    }
}

/// A socket that goes from thread to thread, one at a time.
private struct UncheckedSocket: @unchecked Sendable {  // every use is awaited before the next
    let value: RawSocket

    init(_ value: RawSocket) { self.value = value }
}

/// Stands for TLS: greets, waits for a greeting, then hands everything on.
private final class Handshake: ChannelInboundHandler {
    typealias InboundIn = ByteBuffer
    typealias InboundOut = ByteBuffer
    typealias OutboundOut = ByteBuffer

    struct Failure: Error, CustomStringConvertible {
        let description = "the handshake failed"
    }

    private let sends: String
    private let awaits: String
    private let certificate: PeerCertificate?
    private let promise: EventLoopPromise<PeerCertificate?>
    private var received = ByteBuffer()
    private var isComplete = false

    init(sends: String, awaits: String, certificate: PeerCertificate?, promise: EventLoopPromise<PeerCertificate?>) {
        self.sends = sends
        self.awaits = awaits
        self.certificate = certificate
        self.promise = promise
    }

    func channelActive(context: ChannelHandlerContext) {
        context.writeAndFlush(wrapOutboundOut(ByteBuffer(string: sends)), promise: nil)
        context.fireChannelActive()
    }

    func channelRead(context: ChannelHandlerContext, data: NIOAny) {
        guard !isComplete else { return context.fireChannelRead(data) }
        received.writeImmutableBuffer(unwrapInboundIn(data))
        guard let greeting = received.readString(length: awaits.utf8.count) else { return }
        guard greeting == awaits else { return promise.fail(Failure()) }
        isComplete = true
        promise.succeed(certificate)
        if received.readableBytes > 0 { context.fireChannelRead(wrapInboundOut(received)) }
    }

    func handlerRemoved(context: ChannelHandlerContext) {
        if !isComplete { promise.fail(Failure()) }
    }
}
