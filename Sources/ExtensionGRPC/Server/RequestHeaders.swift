/// What a call's header fields say, collected as they come off the HPACK decoder.
struct RequestHeaders {
    enum Encoding {
        case identity, gzip, unsupported
    }

    var method: MethodTable.Entry?
    /// Set where no method was found: for the answer and the log.
    var unknownPath: String?
    var isPOST = false
    var isGRPC = false
    var encoding = Encoding.identity
    var sentAcceptEncoding = false
    var acceptsGzip = false
    /// Nanoseconds from the arrival of the headers.
    var timeout: Int64?
    var hasInvalidTimeout = false
    var metadata = RPCMetadata()
    var isTooLong = false

    /// Takes one header field. `userAgent` is kept by the connection.
    @inline(__always)
    mutating func receive(
        name: UnsafeBufferPointer<UInt8>,
        value: UnsafeBufferPointer<UInt8>,
        methods: MethodTable,
        userAgent: inout UserAgent
    ) {
        switch name.count {
        case 2 where name.equals("te"): break
        case 5 where name.equals(":path"): receivePath(value, methods)
        case 7 where name.equals(":method"): isPOST = value.equals("POST")
        case 7 where name.equals(":scheme"): break
        case 10 where name.equals(":authority"): break
        case 10 where name.equals("user-agent"): userAgent.receive(value)
        case 12 where name.equals("content-type"): isGRPC = Self.isGRPC(contentType: value)
        case 12 where name.equals("grpc-timeout"): receiveTimeout(value)
        case 13 where name.equals("grpc-encoding"): receiveEncoding(value)
        case 14 where name.equals("content-length"): break
        case 20 where name.equals("grpc-accept-encoding"): receiveAcceptEncoding(value)
        default: receiveOther(name, value)
        }
    }

    private mutating func receivePath(_ value: UnsafeBufferPointer<UInt8>, _ methods: MethodTable) {
        method = methods.find(value)
        unknownPath = method == nil ? String(decoding: value, as: UTF8.self) : nil
    }

    private mutating func receiveTimeout(_ value: UnsafeBufferPointer<UInt8>) {
        timeout = RPCTimeout.parse(value)
        hasInvalidTimeout = timeout == nil
    }

    private mutating func receiveEncoding(_ value: UnsafeBufferPointer<UInt8>) {
        encoding = value.equals("identity") ? .identity : value.equals("gzip") ? .gzip : .unsupported
    }

    private mutating func receiveAcceptEncoding(_ value: UnsafeBufferPointer<UInt8>) {
        sentAcceptEncoding = true
        // What this package's own client says, and gRPC's in C.
        acceptsGzip = value.equals("identity,gzip") || value.equals("identity, deflate, gzip") || Self.listsGzip(value)
    }

    private static func listsGzip(_ value: UnsafeBufferPointer<UInt8>) -> Bool {
        value.split(separator: UInt8(ascii: ",")).contains { encoding in
            encoding.drop { $0 == UInt8(ascii: " ") }.prefix { $0 != UInt8(ascii: " ") }.elementsEqual("gzip".utf8)
        }
    }

    /// `grpc-` is reserved for gRPC itself; grpc-erl sends a `grpc-message-type` with every call.
    private mutating func receiveOther(_ name: UnsafeBufferPointer<UInt8>, _ value: UnsafeBufferPointer<UInt8>) {
        guard name.first != UInt8(ascii: ":"), !name.starts(with: "grpc-") else { return }
        metadata.appendField(name: name, value: value)
    }

    /// `application/grpc`, alone or followed by `+proto` or parameters (PROTOCOL-HTTP2.md).
    private static func isGRPC(contentType: UnsafeBufferPointer<UInt8>) -> Bool {
        let expected: StaticString = "application/grpc"
        guard contentType.starts(with: expected) else { return false }
        guard contentType.count > expected.utf8CodeUnitCount else { return true }
        let next = contentType[expected.utf8CodeUnitCount]
        return next == UInt8(ascii: "+") || next == UInt8(ascii: ";")
    }
}
