import CExtensionNghttp2

/// What a caller is told of a call that HTTP/2 ended without a status of gRPC's.
enum TransportFailure {
    /// For RST_STREAM (PROTOCOL-HTTP2.md, "Errors"). A refused stream is one that the peer hasn't looked at (RFC 9113, 8.7).
    static func reset(code: UInt32) -> RPCError {
        let reason = "the stream was reset: \(String(cString: nghttp2_http2_strerror(code)))"
        return switch nghttp2_error_code(code) {
        case NGHTTP2_REFUSED_STREAM: RPCError(.unavailable, reason).unprocessed()
        case NGHTTP2_CANCEL: RPCError(.cancelled, reason)
        case NGHTTP2_ENHANCE_YOUR_CALM: RPCError(.resourceExhausted, reason)
        case NGHTTP2_INADEQUATE_SECURITY: RPCError(.permissionDenied, reason)
        default: RPCError(.internalError, reason)
        }
    }

    /// For a response that isn't gRPC (http-grpc-status-mapping.md).
    static func http(status: Int?) -> RPCError {
        let reason = "the response isn't gRPC: HTTP status \(status.map(String.init) ?? "missing")"
        return switch status {
        case 400: RPCError(.internalError, reason)
        case 401: RPCError(.unauthenticated, reason)
        case 403: RPCError(.permissionDenied, reason)
        case 404: RPCError(.unimplemented, reason)
        case 429, 502, 503, 504: RPCError(.unavailable, reason)
        default: RPCError(.unknown, reason)
        }
    }
}
