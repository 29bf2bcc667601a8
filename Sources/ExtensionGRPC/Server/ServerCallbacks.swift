import CExtensionNghttp2

/// nghttp2's callbacks of a server session, each handing over to the `ServerConnection` that is the session's user data.
struct ServerCallbacks: @unchecked Sendable {  // nghttp2 only reads the table once it is made
    static let table = ServerCallbacks()

    let pointer: OpaquePointer

    private init() {
        pointer = HTTP2Session.makeCallbacks()
        setHeaderCallbacks()
        setDataCallbacks()
        setFrameCallbacks()
    }

    private func setHeaderCallbacks() {
        nghttp2_session_callbacks_set_on_header_callback(pointer) { _, frame, name, nameLength, value, valueLength, _, user in
            guard let frame, frame.pointee.headers.cat == NGHTTP2_HCAT_REQUEST else { return 0 }
            let isAcceptable = withConnection(user) { connection in
                connection.incoming.pointee.receive(
                    name: UnsafeBufferPointer(start: name, count: nameLength),
                    value: UnsafeBufferPointer(start: value, count: valueLength)
                )
            }
            return isAcceptable ? 0 : NGHTTP2_ERR_CALLBACK_FAILURE.rawValue
        }
    }

    private func setDataCallbacks() {
        nghttp2_session_callbacks_set_on_data_chunk_recv_callback(pointer) { _, flags, stream, data, count, user in
            let endStream = flags & UInt8(NGHTTP2_FLAG_END_STREAM.rawValue) != 0
            withConnection(user) { $0.data(stream: stream, UnsafeRawBufferPointer(start: data, count: count), endStream: endStream) }
            return 0
        }
        nghttp2_session_callbacks_set_on_stream_close_callback(pointer) { session, stream, _, user in
            withConnection(user) { $0.streamClosed(nghttp2_session_get_stream_user_data(session, stream)) }
            return 0
        }
    }

    private func setFrameCallbacks() {
        nghttp2_session_callbacks_set_on_frame_recv_callback(pointer) { _, frame, user in
            guard let frame else { return 0 }
            withConnection(user) { received(frame, $0) }
            return 0
        }
        nghttp2_session_callbacks_set_on_invalid_frame_recv_callback(pointer) { _, frame, _, user in
            guard let frame, nghttp2_frame_type(UInt32(frame.pointee.hd.type)) == NGHTTP2_HEADERS else { return 0 }
            withConnection(user) { $0.incoming.pointee.discard() }
            return 0
        }
    }
}

/// The connection outlives its session, so it needn't be retained for the call.
@inline(__always)
private func withConnection<Result>(_ user: UnsafeMutableRawPointer?, _ body: (ServerConnection) -> Result) -> Result {
    guard let user else { preconditionFailure("a session without its connection") }
    return Unmanaged<ServerConnection>.fromOpaque(user)._withUnsafeGuaranteedRef(body)
}

/// A frame was received whole.
private func received(_ frame: UnsafePointer<nghttp2_frame>, _ connection: ServerConnection) {
    let header = frame.pointee.hd
    let endStream = header.flags & UInt8(NGHTTP2_FLAG_END_STREAM.rawValue) != 0
    let isAcknowledgement = header.flags & UInt8(NGHTTP2_FLAG_ACK.rawValue) != 0
    switch nghttp2_frame_type(UInt32(header.type)) {
    case NGHTTP2_HEADERS where frame.pointee.headers.cat == NGHTTP2_HCAT_REQUEST:
        connection.headersEnd(stream: header.stream_id, endStream: endStream)
    case NGHTTP2_HEADERS: connection.trailersEnd(stream: header.stream_id)
    case NGHTTP2_DATA:
        let length = header.length - frame.pointee.data.padlen
        connection.dataEnd(stream: header.stream_id, length: length, endStream: endStream)
    case NGHTTP2_PING where isAcknowledgement: connection.pingAcknowledged()
    case NGHTTP2_PING: connection.count(.ping)
    case NGHTTP2_SETTINGS where !isAcknowledgement: connection.settingsReceived()
    case NGHTTP2_RST_STREAM: connection.count(.reset)
    case NGHTTP2_PRIORITY: connection.count(.priority)
    default: break
    }
}
