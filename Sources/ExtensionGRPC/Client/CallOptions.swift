/// How a call of a `GRPCClient` is made.
package struct CallOptions: Sendable {
    /// Sent with the request.
    package var metadata: RPCMetadata
    /// How long the call may take, waiting for a connection and repeating included. What is left of it is sent as `grpc-timeout`; past it
    /// the call fails with DEADLINE_EXCEEDED. Nil for any time.
    package var timeout: Duration?
    /// Whether request messages are compressed.
    package var gzip: Bool
    /// Calls of one key take the same connection for as long as it is healthy. Calls without one prefer a connection of the caller's loop.
    package var key: AffinityKey?
    /// Whether the call waits for a server, at most for `timeout`, where none can be reached. By default it fails at once with UNAVAILABLE
    /// when connecting has failed, and waits only for the first attempt (gRPC's wait-for-ready.md).
    package var waitsForReady: Bool
    /// Whether making the call twice does no harm. A unary call that fails with UNAVAILABLE is repeated once then, also where its
    /// connection was lost and nobody knows whether it was made.
    package var isRepeatable: Bool

    package init(
        key: AffinityKey? = nil,
        metadata: RPCMetadata = [:],
        timeout: Duration? = nil,
        gzip: Bool = false,
        waitsForReady: Bool = false,
        isRepeatable: Bool = false
    ) {
        self.key = key
        self.metadata = metadata
        self.timeout = timeout
        self.gzip = gzip
        self.waitsForReady = waitsForReady
        self.isRepeatable = isRepeatable
    }
}
