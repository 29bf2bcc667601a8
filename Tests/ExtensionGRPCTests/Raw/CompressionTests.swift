import RawHTTP2
import Testing

@testable import ExtensionGRPC

/// What is compressed on the wire, which a client library hides.
@Suite(.timeLimit(.minutes(1)))
struct CompressionTests {
    private static let plain = [UInt8](repeating: 0x61, count: 10_000)

    /// Compression answers compression, where the caller can read it.
    @Test(arguments: [("gzip", true), ("identity,deflate,gzip", true), ("identity, gzip", true), ("identity", false), (nil, false)])
    func aCompressedRequestIsAnsweredInKind(_ accepted: String?, _ isCompressed: Bool) async throws {
        let request = Self.plain.withUnsafeBytes { Gzip.compress($0) }
        let response = try await echoed(lengthPrefixed(request, compressed: true), encoding: "gzip", accepted: accepted)
        #expect(response.headers.value(of: "grpc-encoding") == (isCompressed ? "gzip" : nil))
        #expect(response.data.first == (isCompressed ? 1 : 0))
        #expect(try Self.content(of: response) == Self.plain)
    }

    /// A message may stay plain in a call that announces gzip.
    @Test func aPlainMessageInACompressedCallIsRead() async throws {
        let response = try await echoed(lengthPrefixed(Self.plain), encoding: "gzip", accepted: "gzip")
        #expect(try Self.content(of: response) == Self.plain)
    }

    @Test func aPlainRequestIsAnsweredPlain() async throws {
        let response = try await echoed(lengthPrefixed(Self.plain), encoding: "identity", accepted: "gzip")
        #expect(response.headers.value(of: "grpc-encoding") == nil)
        #expect(response.data.first == 0)
    }

    /// What the server takes is told to whom it may interest, and to nobody else.
    @Test func theServerTellsWhatItAccepts() async throws {
        let asked = try await echoed(lengthPrefixed([]), encoding: "identity", accepted: "identity")
        #expect(asked.headers.value(of: "grpc-accept-encoding") == "identity,gzip")
        let unasked = try await echoed(lengthPrefixed([]), encoding: "identity", accepted: nil)
        #expect(unasked.headers.value(of: "grpc-accept-encoding") == nil)
    }

    private func echoed(_ message: [UInt8], encoding: String, accepted: String?) async throws -> RawResponse {
        let fields = [HeaderField("grpc-encoding", encoding)] + (accepted.map { [HeaderField("grpc-accept-encoding", $0)] } ?? [])
        return try await RawTestServer.run { server in
            try await server.withClient { client in
                try client.open(1, "/test.Test/Echo", fields)
                try client.send(.data(1, message, endStream: true))
                return try client.response(1)
            }
        }
    }

    private static func content(of response: RawResponse) throws -> [UInt8] {
        let message = try #require(response.messages.first)
        guard response.data.first == 1 else { return message }
        return try message.withUnsafeBytes { try Gzip.decompress($0, limit: plain.count) }
    }
}
