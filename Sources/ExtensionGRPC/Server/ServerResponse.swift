import CExtensionNghttp2

/// How a call's response is handed to nghttp2.
enum ServerResponse {
    private static var ok: nghttp2_nv { HeaderFields.field(":status", "200") }
    private static var contentType: nghttp2_nv { HeaderFields.field("content-type", "application/grpc") }
    private static var gzip: nghttp2_nv { HeaderFields.field("grpc-encoding", "gzip") }
    private static var acceptEncoding: nghttp2_nv { HeaderFields.field("grpc-accept-encoding", "identity,gzip") }
    private static var statusOK: nghttp2_nv { HeaderFields.field("grpc-status", "0") }

    /// Header fields now, then messages and trailers as the call has them.
    static func submit(_ call: ServerCall, gzip isGzip: Bool, metadata: RPCMetadata, to session: OpaquePointer) {
        var provider = dataProvider(call)
        guard metadata.isEmpty else { return submit(call, gzip: isGzip, metadata: metadata, &provider, to: session) }
        withUnsafeTemporaryAllocation(of: nghttp2_nv.self, capacity: 4) { fields in
            fields[0] = ok
            fields[1] = contentType
            var count = 2
            if isGzip {
                fields[count] = Self.gzip
                count += 1
            }
            if call.headers.sentAcceptEncoding {
                fields[count] = acceptEncoding
                count += 1
            }
            _ = nghttp2_submit_response(session, call.streamID, fields.baseAddress, count, &provider)
        }
    }

    /// With metadata, header fields can't all be in static memory.
    private static func submit(
        _ call: ServerCall,
        gzip isGzip: Bool,
        metadata: RPCMetadata,
        _ provider: inout nghttp2_data_provider,
        to session: OpaquePointer
    ) {
        var block = HeaderBlock()
        block.append(":status", "200")
        block.append("content-type", "application/grpc")
        if isGzip { block.append("grpc-encoding", "gzip") }
        if call.headers.sentAcceptEncoding { block.append("grpc-accept-encoding", "identity,gzip") }
        block.append(metadata)
        block.withFields { _ = nghttp2_submit_response(session, call.streamID, $0, $1, &provider) }
    }

    private static func dataProvider(_ call: ServerCall) -> nghttp2_data_provider {
        var provider = nghttp2_data_provider()
        provider.source.ptr = Unmanaged.passUnretained(call).toOpaque()
        provider.read_callback = { session, stream, buffer, length, flags, source, _ in
            guard let session, let buffer, let flags, let object = source?.pointee.ptr else { return 0 }
            let call = Unmanaged<ServerCall>.fromOpaque(object).takeUnretainedValue()
            return ServerResponse.read(call, into: UnsafeMutableRawBufferPointer(start: buffer, count: length), flags, session)
        }
        return provider
    }

    /// The whole outcome in one frame: what every error is that comes before a response.
    static func submitTrailersOnly(_ call: ServerCall, status: RPCStatus, metadata: RPCMetadata, to session: OpaquePointer) {
        var block = HeaderBlock()
        block.append(":status", "200")
        block.append("content-type", "application/grpc")
        appendTrailers(status, metadata, to: &block)
        block.withFields { _ = nghttp2_submit_response(session, call.streamID, $0, $1, nil) }
    }

    /// For a request that isn't gRPC at all.
    static func submitHTTPError(_ call: ServerCall, status: String, to session: OpaquePointer) {
        var block = HeaderBlock()
        block.append(":status", status)
        block.withFields { _ = nghttp2_submit_response(session, call.streamID, $0, $1, nil) }
    }

    private static func read(
        _ call: ServerCall,
        into destination: UnsafeMutableRawBufferPointer,
        _ flags: UnsafeMutablePointer<UInt32>,
        _ session: OpaquePointer
    ) -> Int {
        switch call.readResponse(into: destination) {
        case .bytes(let count): return count
        case .later: return Int(NGHTTP2_ERR_DEFERRED.rawValue)
        case .last(let count):
            flags.pointee |= NGHTTP2_DATA_FLAG_EOF.rawValue | NGHTTP2_DATA_FLAG_NO_END_STREAM.rawValue
            submitTrailers(call, to: session)
            return count
        }
    }

    /// The call's end. nghttp2 sends it ahead of data that is still queued, and drops that.
    static func submitTrailers(_ call: ServerCall, to session: OpaquePointer) {
        guard let end = call.responseEnd else { return }
        if end.status == .ok, end.metadata.isEmpty {
            var field = statusOK
            _ = nghttp2_submit_trailer(session, call.streamID, &field, 1)
            return
        }
        var block = HeaderBlock()
        appendTrailers(end.status, end.metadata, to: &block)
        block.withFields { _ = nghttp2_submit_trailer(session, call.streamID, $0, $1) }
    }

    private static func appendTrailers(_ status: RPCStatus, _ metadata: RPCMetadata, to block: inout HeaderBlock) {
        block.append("grpc-status", "\(status.code.rawValue)")
        if !status.message.isEmpty { block.append("grpc-message", PercentEncoding.encode(status.message)) }
        block.append(metadata)
    }
}
