import CExtensionNghttp2

/// What a call says in its header fields.
struct ClientRequest: Sendable {
    let path: String
    let metadata: RPCMetadata
    /// How long the call may take from when it begins, in nanoseconds.
    let timeout: Int64?
    /// Whether request messages are compressed; responses may be in any case.
    let gzip: Bool

    /// The fields that other calls of the method don't have, but for the timeout.
    func withOwnFields<Result>(_ body: (UnsafeBufferPointer<nghttp2_nv>) -> Result) -> Result {
        guard gzip || !metadata.isEmpty else { return body(UnsafeBufferPointer(start: nil, count: 0)) }
        var block = HeaderBlock()
        if gzip { block.append(fixed: "grpc-encoding", "gzip") }
        block.append(metadata)
        return block.withFields { body(UnsafeBufferPointer(start: $0, count: $1)) }
    }
}
