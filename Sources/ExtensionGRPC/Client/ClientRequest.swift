/// What a call says in its header fields.
struct ClientRequest: Sendable {
    let path: String
    let metadata: RPCMetadata
    /// How long the call may take, from when it begins.
    let timeout: Duration?
    /// Whether request messages are compressed; responses may be in any case.
    let gzip: Bool

    /// The order is that of PROTOCOL-HTTP2.md: some servers insist on the timeout before the rest.
    func headerBlock(scheme: String, authority: String) -> HeaderBlock {
        var block = HeaderBlock()
        block.append(fixed: ":method", "POST")
        block.append(":scheme", scheme)
        block.append(":path", path)
        block.append(":authority", authority)
        if let timeout { block.append("grpc-timeout", RPCTimeout.format(nanoseconds: timeout.nanoseconds)) }
        block.append(fixed: "te", "trailers")
        block.append(fixed: "content-type", "application/grpc+proto")
        block.append(fixed: "user-agent", "swift-emqx-extensions")
        if gzip { block.append(fixed: "grpc-encoding", "gzip") }
        block.append(fixed: "grpc-accept-encoding", "identity,gzip")
        block.append(metadata)
        return block
    }
}
