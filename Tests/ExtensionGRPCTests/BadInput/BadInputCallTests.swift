import RawHTTP2
import RecordedLogging
import Testing

@testable import ExtensionGRPC

/// Requests that HTTP/2 allows and gRPC doesn't: an answer that says so, on a connection that goes on.
@Suite(.timeLimit(.minutes(1)))
struct BadInputCallTests {
    private static let echoPath = "/test.Test/Echo"

    private static let bodies: [(String, [[UInt8]], RPCStatus.Code)] = [
        ("no message", [[]], .internalError),
        ("a prefix that ends", [[0, 0, 0]], .internalError),
        ("a message that ends", [[0, 0, 0, 0, 9, 1, 2]], .internalError),
        ("a second message", [lengthPrefixed([1]), lengthPrefixed([2])], .internalError),
        ("a second message in the same frame", [lengthPrefixed([1]) + lengthPrefixed([2]), []], .internalError),
        ("flags that gRPC doesn't have", [[6, 0, 0, 0, 0]], .internalError),
        ("a compressed message without grpc-encoding", [lengthPrefixed([1], compressed: true)], .internalError),
        ("a message over the limit", [[0, 0, 0x40, 0, 1] + [UInt8](repeating: 0, count: 100)], .resourceExhausted),
        ("a message of 4 GiB", [[0, 0xFF, 0xFF, 0xFF, 0xFF]], .resourceExhausted),
    ]

    @Test(arguments: bodies)
    func aBodyThatIsNotOneMessageIsRefused(_ name: String, _ chunks: [[UInt8]], _ status: RPCStatus.Code) async throws {
        try await expect(status.rawValue, name) { client in
            try client.open(1, Self.echoPath)
            for (index, chunk) in chunks.enumerated() { try client.send(.data(1, chunk, endStream: index == chunks.count - 1)) }
        }
    }

    @Test func aRequestThatEndsWithItsHeadersIsRefused() async throws {
        try await expect(RPCStatus.Code.internalError.rawValue, "headers alone") { client in
            try client.send(.headers(1, HeaderEncoder.encode(RawClient.fields(Self.echoPath)), endStream: true))
        }
    }

    private static let headers: [(String, HeaderField, RPCStatus.Code)] = [
        ("a timeout without unit", HeaderField("grpc-timeout", "5"), .internalError),
        ("a negative timeout", HeaderField("grpc-timeout", "-5S"), .internalError),
        ("an encoding that nobody has", HeaderField("grpc-encoding", "brotli"), .unimplemented),
        ("20 KiB of one field", HeaderField("x-long", String(repeating: "a", count: 20 << 10)), .resourceExhausted),
    ]

    @Test(arguments: headers)
    func aBadHeaderFieldIsRefused(_ name: String, _ field: HeaderField, _ status: RPCStatus.Code) async throws {
        try await expect(status.rawValue, name) { client in
            try client.open(1, Self.echoPath, [field])
            try client.send(.data(1, lengthPrefixed([1]), endStream: true))
        }
    }

    @Test func manySmallHeaderFieldsAreTooMuchToo() async throws {
        let fields = (0..<1000).map { HeaderField("x-\($0)", "") }
        try await expect(RPCStatus.Code.resourceExhausted.rawValue, "1000 fields") { client in
            try client.open(1, Self.echoPath, fields)
            try client.send(.data(1, lengthPrefixed([1]), endStream: true))
        }
    }

    @Test func gzipThatIsNotGzipIsRefused() async throws {
        try await expect(RPCStatus.Code.internalError.rawValue, "bad gzip") { client in
            try client.open(1, Self.echoPath, [HeaderField("grpc-encoding", "gzip")])
            try client.send(.data(1, lengthPrefixed([1, 2, 3], compressed: true), endStream: true))
        }
    }

    @Test func aBombIsRefused() async throws {
        let bomb = [UInt8](repeating: 0, count: 64 << 20).withUnsafeBytes { Gzip.compress($0) }
        try await expect(RPCStatus.Code.resourceExhausted.rawValue, "64 MiB in 64 KiB") { client in
            try client.open(1, Self.echoPath, [HeaderField("grpc-encoding", "gzip")])
            try client.send(.data(1, lengthPrefixed(bomb, compressed: true), endStream: true))
        }
    }

    @Test(arguments: [(":method", "GET", "405"), ("content-type", "text/html", "415"), ("content-type", "application/grpc-web", "415")])
    func aRequestThatIsNotGRPCGetsAnHTTPStatus(_ name: String, _ value: String, _ status: String) async throws {
        try await RawTestServer.run { server in
            let fields = RawClient.fields(Self.echoPath).map { $0.name == name ? HeaderField(name, value) : $0 }
            let (bad, good) = try await server.withClient { client in
                try client.send(.headers(1, HeaderEncoder.encode(fields), endStream: true))
                return (try client.response(1), try client.call(3, Self.echoPath, [5]))
            }
            #expect(bad.httpStatus == status)
            #expect(good.messages == [[5]])
        }
    }

    @Test func anUnknownMethodIsUnimplementedAndLoggedOnce() async throws {
        try await RawTestServer.run { server in
            let statuses = try await server.withClient { client in
                try [1, 3, 5].map { try client.call($0, "/test.Test/Nothing").grpcStatus }
            }
            #expect(statuses == [12, 12, 12])
            #expect(server.log.lines(containing: "/test.Test/Nothing").count == 1)
        }
    }

    /// Half a message on each of many streams: the connection's budget ends those that go past it.
    @Test func unfinishedMessagesHaveABudget() async throws {
        var limits = ServerLimits()
        limits.unfinishedBytesPerConnection = 1 << 20
        try await RawTestServer.run(limits: limits) { server in
            let (refused, good) = try await server.withClient { client in
                for stream in stride(from: UInt32(1), to: 41, by: 2) {
                    try client.open(stream, Self.echoPath)
                    try client.send(.data(stream, [0, 0, 1, 0, 0] + [UInt8](repeating: 1, count: 65_000)))
                }
                return (try client.response(39), try client.call(41, Self.echoPath, [5]))
            }
            #expect(refused.grpcStatus == RPCStatus.Code.resourceExhausted.rawValue)
            #expect(good.messages == [[5]])
        }
    }

    /// Stream 1 is answered with `status`; stream 3 of the same connection is answered as ever.
    private func expect(_ status: Int, _ name: String, _ request: @escaping @Sendable (RawClient) throws -> Void) async throws {
        try await RawTestServer.run { server in
            let (bad, good) = try await server.withClient { client in
                try request(client)
                return (try client.response(1), try client.call(3, Self.echoPath, [5]))
            }
            #expect(bad.httpStatus == "200", "\(name)")
            #expect(bad.grpcStatus == status, "\(name)")
            #expect(bad.grpcMessage?.isEmpty == false, "\(name)")
            #expect(good.messages == [[5]], "\(name)")
        }
    }
}
