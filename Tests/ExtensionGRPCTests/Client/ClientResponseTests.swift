import Testing

@testable import ExtensionGRPC

@Suite("Client: responses without a socket")
struct ClientResponseTests {
    @Test("Messages are cut out of any chunks and decompressed")
    func messages() throws {
        let plain = MessageOutbox.message(byteCount: 3) { $0.copyBytes(from: [1, 2, 3]) }
        let bytes = plain + MessageOutbox.gzip(plain)
        for cut in 0...bytes.count {
            var response = try begun(encoding: "gzip")
            try response.receive(bytes[..<cut])
            try response.receive(bytes[cut...])
            #expect(response.messages.count == 2)
            #expect(response.popMessage() == [1, 2, 3])
            #expect(response.popMessage() == [1, 2, 3])
            #expect(response.popMessage() == nil)
        }
    }

    @Test("A compressed message needs its header field")
    func undeclaredGzip() throws {
        var response = try begun()
        let bytes = MessageOutbox.gzip(MessageOutbox.message(byteCount: 0) { _ in })
        #expect(code { try response.receive(bytes[...]) } == .internalError)
    }

    @Test("A message may not be longer than the limit, nor become so")
    func limit() throws {
        let message = MessageOutbox.message(byteCount: 1001) { $0.initializeMemory(as: UInt8.self, repeating: 0) }
        var plain = try begun()
        #expect(code { try plain.receive(message[...]) } == .resourceExhausted)
        var compressed = try begun(encoding: "gzip")
        let gzip = MessageOutbox.gzip(message)
        #expect(code { try compressed.receive(gzip[...]) } == .resourceExhausted)
    }

    @Test(
        "What isn't gRPC gets the code that HTTP's status maps to",
        arguments: [(400, 13), (401, 16), (403, 7), (404, 12), (429, 14), (502, 14), (503, 14), (504, 14), (200, 2), (500, 2)]
    )
    func httpStatus(status: Int, expected: Int) {
        var response = IncomingResponse(messageLimit: 1000)
        let page = headers((":status", "\(status)"), ("content-type", "text/html"))
        #expect(code { try response.begin(page) }?.rawValue == expected)
        #expect(code { _ = try response.end(page) }?.rawValue == expected)
    }

    @Test("Trailers alone are a whole response")
    func trailersOnly() throws {
        var response = IncomingResponse(messageLimit: 1000)
        let trailers = headers((":status", "200"), ("grpc-status", "8"), ("grpc-message", "zu%20gro%C3%9F"))
        let error = #expect(throws: RPCError.self) { try response.end(trailers) }
        #expect(error == RPCError(.resourceExhausted, "zu groß"))
    }

    @Test("A code that gRPC doesn't know, or that isn't one, is UNKNOWN", arguments: ["17", "-1", "x", ""])
    func unknownCode(text: String) throws {
        #expect(headers(("grpc-status", text)).status?.code == .unknown)
    }

    @Test("A response that ends within a message or without trailers has failed")
    func truncated() throws {
        var response = try begun()
        #expect(code { _ = try response.end(nil) } == .internalError)
        try response.receive([0, 0, 0][...])
        #expect(code { _ = try response.end(headers(("grpc-status", "0"))) } == .internalError)
    }

    @Test(
        "A reset stream gets the code that HTTP/2's maps to",
        arguments: [(7, 14), (8, 1), (11, 8), (12, 7), (0, 13), (1, 13), (2, 13), (99, 13)]
    )
    func resets(code: UInt32, expected: Int) {
        #expect(TransportFailure.reset(code: code).status.code.rawValue == expected)
    }

    private func begun(encoding: String = "identity") throws -> IncomingResponse {
        var response = IncomingResponse(messageLimit: 1000)
        try response.begin(headers((":status", "200"), ("content-type", "application/grpc+proto"), ("grpc-encoding", encoding)))
        return response
    }

    private func headers(_ fields: (String, String)...) -> ResponseHeaders {
        var headers = ResponseHeaders()
        for (name, value) in fields {
            Array(name.utf8).withUnsafeBufferPointer { name in
                Array(value.utf8).withUnsafeBufferPointer { headers.receive(name: name, value: $0) }
            }
        }
        return headers
    }

    /// The code of what `body` throws; nil when it throws nothing.
    private func code(_ body: () throws -> Void) -> RPCStatus.Code? {
        do {
            try body()
            return nil
        } catch {
            return (error as? RPCError)?.status.code
        }
    }
}

extension IncomingResponse {
    fileprivate mutating func receive(_ bytes: ArraySlice<UInt8>) throws {
        try bytes.withUnsafeBytes { try receive($0) }
    }
}
