import CExtensionNghttp2

/// The header fields that all calls of a method have in common on one connection.
///
/// nghttp2 refers to them and doesn't copy them, so this has to live as long as its session.
final class RequestFields {
    let path: String
    /// The texts that aren't in static memory.
    private let texts: UnsafeMutableBufferPointer<UInt8>
    private let first: [nghttp2_nv]
    private let last: [nghttp2_nv]
    /// The timeout of the call before, which is mostly that of the next one too, and its text.
    private var timeout: (nanoseconds: Int64, text: String) = (0, "0n")

    init(path: String, scheme: StaticString, authority: String) {
        self.path = path
        let bytes = Array(path.utf8) + Array(authority.utf8)
        texts = .allocate(capacity: bytes.count)
        _ = texts.initialize(from: bytes)
        let split = path.utf8.count
        first = [
            HeaderFields.field(":method", "POST"),
            HeaderFields.field(":scheme", scheme),
            HeaderFields.field(":path", kept: UnsafeBufferPointer(rebasing: texts[..<split])),
            HeaderFields.field(":authority", kept: UnsafeBufferPointer(rebasing: texts[split...])),
        ]
        last = [
            HeaderFields.field("te", "trailers"),
            HeaderFields.field("content-type", "application/grpc+proto"),
            HeaderFields.field("user-agent", "swift-emqx-extensions"),
            HeaderFields.field("grpc-accept-encoding", "identity,gzip"),
        ]
    }

    deinit { texts.deallocate() }

    private func text(ofTimeout nanoseconds: Int64) -> String {
        let rounded = RPCTimeout.rounded(nanoseconds: nanoseconds)
        if rounded != timeout.nanoseconds { timeout = (rounded, RPCTimeout.format(nanoseconds: rounded)) }
        return timeout.text
    }

    /// All fields of a call. The order is that of PROTOCOL-HTTP2.md: some servers insist on the timeout before the rest.
    func withFields<Result>(of request: ClientRequest, _ body: (UnsafePointer<nghttp2_nv>, Int) -> Result) -> Result {
        var timeout = request.timeout.map { text(ofTimeout: $0) } ?? ""
        return timeout.withUTF8 { timeout in
            request.withOwnFields { own in
                withUnsafeTemporaryAllocation(of: nghttp2_nv.self, capacity: first.count + 1 + last.count + own.count) { fields in
                    var count = 0
                    func add(_ field: nghttp2_nv) {
                        fields[count] = field
                        count += 1
                    }
                    for field in first { add(field) }
                    if !timeout.isEmpty { add(HeaderFields.field("grpc-timeout", copied: timeout)) }
                    for field in last { add(field) }
                    for field in own { add(field) }
                    return body(fields.baseAddress!, count)
                }
            }
        }
    }
}
