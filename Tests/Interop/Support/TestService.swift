import ExtensionGRPC
import Logging
import NIOCore
import NIOPosix

/// The methods that Python/transport.py calls.
struct TestService: Sendable {
    private let hangBegan = Signal()
    private let hangEnded = Signal()
    private let countEnded = Signal()
    private let rendezvous = Rendezvous(parties: 300)

    var methods: [RPCMethod] {
        [
            .unary("/test.Test/Echo") { (request, call) throws(RPCError) in call.respond(Array(request)) },
            .unary("/test.Test/Fail") { (request, call) throws(RPCError) in throw refusal(Array(request)) },
            .unary("/test.Test/Hang") { (_, call) throws(RPCError) in call.run { await hang(call) } },
            .unary("/test.Test/Metadata") { (_, call) throws(RPCError) in call.respond(Array(Self.text(of: call.metadata).utf8)) },
            .unary("/test.Test/Rendezvous") { (request, call) throws(RPCError) in
                let message = Array(request)
                call.run {
                    await rendezvous.meet()
                    call.respond(message)
                }
            },
            waiting("/test.Test/HangBegan", for: hangBegan),
            waiting("/test.Test/HangEnded", for: hangEnded),
            waiting("/test.Test/CountEnded", for: countEnded),
            .streaming("/test.Test/Sum") { requests, responses in try await Self.sum(requests, responses) },
            .streaming("/test.Test/Count") { requests, responses in
                defer { countEnded.fire() }
                try await Self.count(requests, responses)
            },
            .streaming("/test.Test/Chat") { requests, responses in
                for try await message in requests { try await responses.send(message) }
            },
        ]
    }

    private func refusal(_ text: [UInt8]) -> RPCError {
        let metadata: RPCMetadata = ["reason": "rule-7", "trace-bin": .binary([0, 1, 255])]
        return RPCError(.permissionDenied, String(decoding: text, as: UTF8.self), metadata: metadata)
    }

    private func hang(_ call: ServerCall) async {
        hangBegan.fire()
        await withTaskCancellationHandler {
            await Signal().wait()
        } onCancel: {
            hangEnded.fire()
        }
        call.fail(RPCError(.cancelled, ""))
    }

    private func waiting(_ path: String, for signal: Signal) -> RPCMethod {
        .unary(path) { (_, call) throws(RPCError) in
            call.run {
                await signal.wait()
                call.respond([])
            }
        }
    }

    private static func sum(_ requests: RequestMessages, _ responses: ResponseMessages) async throws {
        var sizes: [Int] = []
        for try await message in requests { sizes.append(message.count) }
        try await responses.send(Array("\(sizes.count) messages, \(sizes.reduce(0, +)) bytes".utf8))
    }

    private static func count(_ requests: RequestMessages, _ responses: ResponseMessages) async throws {
        for try await message in requests {
            for number in 0..<(Int(String(decoding: message, as: UTF8.self)) ?? 0) { try await responses.send(Array("\(number)".utf8)) }
        }
    }

    private static func text(of metadata: RPCMetadata) -> String {
        metadata.map { entry in
            switch entry.value {
            case .text(let text): "\(entry.name)=\(text)"
            case .binary(let bytes): "\(entry.name)=\(bytes.map { ($0 < 16 ? "0" : "") + String($0, radix: 16) }.joined())"
            }
        }.joined(separator: "\n")
    }
}

extension ServerCall {
    func respond(_ message: [UInt8]) { respond(byteCount: message.count) { $0.copyBytes(from: message) } }
}

/// Runs a server with these methods for as long as `body` takes.
func withServer(
    _ methods: [RPCMethod],
    listeners: [ListenAddress] = [.tcp(host: "127.0.0.1", port: 0)],
    _ body: (_ server: GRPCServer, _ addresses: [SocketAddress]) async throws -> Void
) async throws {
    let group = MultiThreadedEventLoopGroup(numberOfThreads: 2)
    let logger = Logger(label: "test") { _ in SwiftLogNoOpLogHandler() }
    let server = GRPCServer(methods: methods, configuration: .init(listeners: listeners), group: group, logger: logger)
    let addresses = try await server.start()
    do {
        try await body(server, addresses)
    } catch {
        await server.shutDownGracefully(within: .seconds(1))
        throw error
    }
    await server.shutDownGracefully(within: .seconds(1))
    try await group.shutdownGracefully()
}
