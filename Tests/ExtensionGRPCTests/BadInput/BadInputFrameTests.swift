import NIOConcurrencyHelpers
import RawHTTP2
import Testing

@testable import ExtensionGRPC

/// Frames that HTTP/2 forbids: the connection ends, the server doesn't.
@Suite(.timeLimit(.minutes(1)))
struct BadInputFrameTests {
    private static let request = HeaderEncoder.encode(RawClient.fields("/test.Test/Echo"))
    private static let zero: [UInt8] = [0, 0, 0, 0]

    private static let forbidden: [(String, [UInt8])] = [
        ("DATA on stream 0", Frame.data(0, [1]).bytes),
        ("DATA on an idle stream", Frame.data(7, [1]).bytes),
        ("HEADERS on stream 0", Frame.headers(0, request).bytes),
        ("HEADERS on an even stream", Frame.headers(2, request).bytes),
        ("HEADERS with broken HPACK", Frame.headers(1, [0xFF, 0xFF, 0xFF, 0xFF, 0xFF, 0x7F]).bytes),
        ("HEADERS padded beyond their end", Frame(.headers, flags: [.endHeaders, .padded], stream: 1, payload: [200, 0]).bytes),
        ("a header block that another frame interrupts", Frame.headers(1, request, endHeaders: false).bytes + Frame.ping().bytes),
        ("CONTINUATION of nothing", Frame(.continuation, flags: .endHeaders, stream: 1, payload: request).bytes),
        ("RST_STREAM on stream 0", Frame.resetStream(0).bytes),
        ("RST_STREAM on an idle stream", Frame.resetStream(9).bytes),
        ("RST_STREAM of three bytes", Frame.headers(1, request).bytes + Frame(.resetStream, stream: 1, payload: [0, 0, 8]).bytes),
        ("SETTINGS of five bytes", Frame(.settings, payload: [0, 3, 0, 0, 0]).bytes),
        ("SETTINGS on a stream", Frame(.settings, stream: 1).bytes),
        ("SETTINGS with a window beyond 2^31 - 1", Frame.settings([(4, 1 << 31)]).bytes),
        ("an acknowledgement of SETTINGS with a payload", Frame(.settings, flags: .acknowledgement, payload: zero + [0, 0]).bytes),
        ("PING of seven bytes", Frame(.ping, payload: zero + [0, 0, 0]).bytes),
        ("PING on a stream", Frame(.ping, stream: 1, payload: zero + zero).bytes),
        ("WINDOW_UPDATE by 0", Frame.windowUpdate(0, by: 0).bytes),
        ("WINDOW_UPDATE beyond 2^31 - 1", Frame.windowUpdate(0, by: 1 << 31 - 1).bytes),
        ("WINDOW_UPDATE of three bytes", Frame(.windowUpdate, payload: [0, 0, 1]).bytes),
        ("GOAWAY on a stream", Frame(.goAway, stream: 1, payload: zero + zero).bytes),
        ("PUSH_PROMISE from a client", Frame(.pushPromise, flags: .endHeaders, stream: 1, payload: zero + request).bytes),
        ("a frame longer than the greatest", Frame.header(length: 2 << 20, type: 0, flags: [], stream: 1)),
    ]

    @Test(arguments: forbidden)
    func aForbiddenFrameEndsItsConnection(_ name: String, _ bytes: [UInt8]) async throws {
        try await RawTestServer.run { server in
            let code = try await server.withClient { client in
                try client.socket.send(bytes)
                try client.waitForEnd()
                return client.goAwayCode
            }
            #expect(code != nil && code != 0, "\(name): GOAWAY tells why")
            try await server.expectAnswers()
        }
    }

    @Test func anythingButSettingsAfterThePrefaceEndsTheConnection() async throws {
        try await RawTestServer.run { server in
            try await onThread { [port = server.port] in
                let client = RawClient(try RawSocket(port: port))
                try client.socket.send(RawClient.preface + Frame.ping().bytes)
                try client.waitForEnd()
            }
            try await server.expectAnswers()
        }
    }

    /// Extensions that nobody here has heard of are none of our business (RFC 9113, section 4.1).
    @Test func framesOfUnknownTypeAreIgnored() async throws {
        try await RawTestServer.run { server in
            let response = try await server.withClient { client in
                try client.send((10...200).map { Frame(type: $0, stream: 1, payload: [1, 2, 3]) })
                return try client.call(1, "/test.Test/Echo", [4])
            }
            #expect(response.messages == [[4]])
        }
    }

    private static let malformed: [(String, [HeaderField])] = [
        ("no :path", RawClient.fields("/").filter { $0.name != ":path" }),
        ("no :method", RawClient.fields("/test.Test/Echo").filter { $0.name != ":method" }),
        ("two :path", RawClient.fields("/test.Test/Echo", [HeaderField(":path", "/")])),
        ("a pseudo-header at the end", RawClient.fields("/test.Test/Echo", [HeaderField(":protocol", "websocket")])),
        ("an upper-case name", RawClient.fields("/test.Test/Echo", [HeaderField("Grpc-Timeout", "1S")])),
        ("a field of HTTP/1", RawClient.fields("/test.Test/Echo", [HeaderField("connection", "close")])),
    ]

    /// A malformed request costs its stream, and no other (RFC 9113, section 8.1.1).
    @Test(arguments: malformed)
    func aMalformedHeaderListEndsItsStream(_ name: String, _ fields: [HeaderField]) async throws {
        try await RawTestServer.run { server in
            let (bad, good) = try await server.withClient { client in
                try client.send(.headers(1, HeaderEncoder.encode(fields), endStream: true))
                return (try client.response(1), try client.call(3, "/test.Test/Echo", [5]))
            }
            #expect(bad.resetCode != nil || bad.httpStatus != "200", "\(name)")
            #expect(good.messages == [[5]], "\(name)")
        }
    }

    /// What a refused request said must not count for the next one: not its fields, and not their length.
    @Test(arguments: [":early", "x-end"])
    func aMalformedHeaderListLeavesNothingBehind(_ culprit: String) async throws {
        let metadata = NIOLockedValueBox<RPCMetadata>([:])
        let look = RPCMethod.unary("/test.Test/Look") { (_, call) throws(RPCError) in
            metadata.withLockedValue { $0 = call.metadata }
            call.respond([])
        }
        // Without a method, or with a field after which nghttp2 gives the block up.
        let fields = [HeaderField(":path", "/"), HeaderField("authorization", "secret"), HeaderField(culprit, "")]
        try await RawTestServer.run(look) { server in
            let response = try await server.withClient { client in
                let block = HeaderEncoder.encode(fields + [HeaderField("x-filler", String(repeating: "a", count: 5000))])
                for stream in stride(from: UInt32(1), to: 801, by: 2) { try client.send(.headers(stream, block, endStream: true)) }
                return try client.call(801, "/test.Test/Look")
            }
            #expect(response.grpcStatus == 0)
            #expect(metadata.withLockedValue { $0 } == [:])
        }
    }
}
