import Foundation
import NIOConcurrencyHelpers
import Testing

@testable import ExtensionGRPC

@Suite("Client: unary calls", .timeLimit(.minutes(1)))
struct ClientUnaryTests {
    @Test("The response is the server's", arguments: [0, 1, 1000, 70_000, 3_900_000])
    func echoes(byteCount: Int) async throws {
        let message = (0..<byteCount).map { UInt8(truncatingIfNeeded: $0 &* 31) }
        try await withClient(of: echo()) { client, _ in
            let response = try await client.unary("/test.Test/Echo", message)
            #expect(response == RPCResponse(message: message, metadata: [:], trailers: [:]))
        }
    }

    @Test("A Unix socket serves as well as a port")
    func unixSocket() async throws {
        let path = FileManager.default.temporaryDirectory.appending(path: "client-\(UInt64.random(in: 0 ... .max)).sock").path
        try await withClient(of: echo(), listener: .unixSocket(path: path)) { client, _ in
            let response = try await client.unary("/test.Test/Echo", [1])
            #expect(response.message == [1])
        }
    }

    @Test("A status comes with its code, its text in any script, and its metadata")
    func failure() async throws {
        let metadata: RPCMetadata = ["reason": "night", "proof-bin": .binary([0, 255, 7])]
        let error = RPCError(.permissionDenied, "Zugriff verweigert: 温室 100 % 🌱", metadata: metadata)
        let method = RPCMethod.unary("/test.Test/Refuse") { (_, call) throws(RPCError) in call.fail(error) }
        try await withClient(of: method) { client, _ in
            await #expect(throws: error) { try await client.unary("/test.Test/Refuse", []) }
        }
    }

    @Test("A method that the server lacks is UNIMPLEMENTED")
    func unimplemented() async throws {
        try await withClient(of: echo()) { client, _ in
            let error = await #expect(throws: RPCError.self) { try await client.unary("/test.Test/Other", []) }
            #expect(error?.status.code == .unimplemented)
        }
    }

    @Test("Metadata reaches the handler, bytes too, and the client says who it is")
    func metadata() async throws {
        let seen = NIOLockedValueBox<(RPCMetadata, String)?>(nil)
        let method = RPCMethod.unary("/test.Test/Look") { (_, call) throws(RPCError) in
            seen.withLockedValue { $0 = (call.metadata, call.userAgent) }
            call.respond([])
        }
        let metadata: RPCMetadata = ["tenant": "north", "token-bin": .binary(Array(0...255)), "empty-bin": .binary([])]
        try await withClient(of: method) { client, _ in
            _ = try await client.unary("/test.Test/Look", [], metadata: metadata)
        }
        #expect(seen.withLockedValue { $0?.0 } == metadata)
        #expect(seen.withLockedValue { $0?.1 } == "swift-emqx-extensions")
    }

    @Test("A response has metadata before and behind it, compressed or not", arguments: [false, true])
    func responseMetadata(gzip: Bool) async throws {
        let metadata: RPCMetadata = ["greenhouse": "3", "proof-bin": .binary([0, 255])]
        let method = RPCMethod.unary("/test.Test/Tell") { (request, call) throws(RPCError) in
            let message = Array(request)
            call.run {
                call.respond(byteCount: message.count, metadata: metadata, trailers: ["took": "1ms"]) { $0.copyBytes(from: message) }
            }
        }
        try await withClient(of: method) { client, _ in
            let response = try await client.unary("/test.Test/Tell", [1, 2], gzip: gzip)
            #expect(response == RPCResponse(message: [1, 2], metadata: metadata, trailers: ["took": "1ms"]))
        }
    }

    @Test("A compressed request is answered with a compressed response")
    func gzip() async throws {
        let wasGzip = NIOLockedValueBox<[Bool]>([])
        let method = RPCMethod.unary("/test.Test/Echo") { (request, call) throws(RPCError) in
            wasGzip.withLockedValue { $0.append(call.headers.encoding == .gzip && call.headers.acceptsGzip) }
            call.respond(Array(request))
        }
        let message = [UInt8](repeating: 42, count: 200_000)
        try await withClient(of: method) { client, _ in
            for gzip in [true, false] {
                let response = try await client.unary("/test.Test/Echo", message, gzip: gzip)
                #expect(response.message == message)
            }
        }
        #expect(wasGzip.withLockedValue { $0 } == [true, false])
    }

    @Test("300 calls are in flight at once")
    func concurrent() async throws {
        let arrived = Signal()
        let waiting = NIOLockedValueBox<[ServerCall]>([])
        let method = RPCMethod.unary("/test.Test/Gather") { (_, call) throws(RPCError) in
            waiting.withLockedValue { $0.append(call) }
            arrived.fire()
        }
        try await withClient(of: method) { client, _ in
            try await withThrowingTaskGroup(of: RPCResponse.self) { group in
                for _ in 0..<300 { group.addTask { try await client.unary("/test.Test/Gather", []) } }
                await arrived.wait(times: 300)
                waiting.withLockedValue { $0.shuffled() }.forEach { $0.respond([]) }
                let count = try await group.reduce(0) { count, _ in count + 1 }
                #expect(count == 300)
            }
        }
    }

    @Test("A response over the client's limit is RESOURCE_EXHAUSTED, and the connection goes on")
    func tooLarge() async throws {
        var configuration = ClientConnection.Configuration()
        configuration.maximumMessageSize = 1000
        try await withClient(of: echo(), configuration: configuration) { client, _ in
            let error = await #expect(throws: RPCError.self) {
                try await client.unary("/test.Test/Echo", [UInt8](repeating: 0, count: 1001))
            }
            #expect(error?.status.code == .resourceExhausted)
            let response = try await client.unary("/test.Test/Echo", [UInt8](repeating: 0, count: 1000))
            #expect(response.message.count == 1000)
        }
    }

    @Test("Requests of more than a connection's initial window arrive")
    func manyLarge() async throws {
        let message = [UInt8](repeating: 1, count: 1_000_000)
        try await withClient(of: echo()) { client, _ in
            for _ in 0..<70 {
                let response = try await client.unary("/test.Test/Echo", message)
                #expect(response.message.count == message.count)
            }
        }
    }
}
