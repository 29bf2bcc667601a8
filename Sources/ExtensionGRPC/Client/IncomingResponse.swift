/// A response as it comes in: header fields, messages, trailers. No IO.
struct IncomingResponse {
    /// Bytes of one message, compressed or not.
    let messageLimit: Int
    /// Nil before the header fields.
    private(set) var metadata: RPCMetadata?
    private var isGzip = false
    private var assembler = MessageAssembler()
    /// Complete, and not yet taken.
    private(set) var messages = MessageQueue()

    init(messageLimit: Int) { self.messageLimit = messageLimit }

    mutating func begin(_ headers: ResponseHeaders) throws(RPCError) {
        guard metadata == nil, headers.httpStatus == 200, headers.isGRPC else {
            throw TransportFailure.http(status: headers.httpStatus)
        }
        metadata = headers.metadata
        isGzip = headers.isGzip
    }

    mutating func receive(_ chunk: UnsafeRawBufferPointer) throws(RPCError) {
        guard metadata != nil else { throw RPCError(.internalError, "data before the header fields") }
        let (limit, isGzip) = (messageLimit, isGzip)
        // Taken out meanwhile, since both are changed at once.
        var messages = MessageQueue()
        swap(&messages, &self.messages)
        defer { swap(&messages, &self.messages) }
        try assembler.receive(chunk, limit: limit) { (isCompressed, bytes) throws(RPCError) in
            guard isCompressed else { return messages.append(Array(bytes)) }
            guard isGzip else { throw RPCError(.internalError, "a compressed message in a response without grpc-encoding") }
            messages.append(try Gzip.decompress(bytes, limit: limit))
        }
    }

    /// The trailing metadata of a call that ended well. `trailers` is nil where the last frame was DATA.
    mutating func end(_ trailers: ResponseHeaders?) throws(RPCError) -> RPCMetadata {
        guard let trailers else { throw RPCError(.internalError, "the response ended without trailers") }
        guard let status = trailers.status else { throw TransportFailure.http(status: trailers.httpStatus) }
        guard status.code == .ok else { throw RPCError(status: status, metadata: trailers.metadata) }
        guard !assembler.isMidMessage else { throw RPCError(.internalError, "the response ended within a message") }
        return trailers.metadata
    }

    mutating func popMessage() -> [UInt8]? { messages.popFirst() }
}
