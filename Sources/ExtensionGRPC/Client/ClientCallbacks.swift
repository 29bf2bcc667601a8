import CExtensionNghttp2

/// nghttp2's callbacks of a client session, each handing over to the `ClientConnection` that is the session's user data.
struct ClientCallbacks: @unchecked Sendable {  // nghttp2 only reads the table once it is made
    static let table = ClientCallbacks()

    let pointer: OpaquePointer

    private init() {
        pointer = HTTP2Session.makeCallbacks()
        setHeaderCallback()
        setDataCallback()
        setFrameCallback()
        setCloseCallback()
        setNotSentCallback()
    }

    private func setHeaderCallback() {
        nghttp2_session_callbacks_set_on_header_callback(pointer) { _, _, name, nameLength, value, valueLength, _, user in
            withConnection(user) { connection in
                connection.headers.receive(
                    name: UnsafeBufferPointer(start: name, count: nameLength),
                    value: UnsafeBufferPointer(start: value, count: valueLength)
                )
            }
            return 0
        }
    }

    private func setDataCallback() {
        nghttp2_session_callbacks_set_on_data_chunk_recv_callback(pointer) { _, _, stream, data, count, user in
            withConnection(user) { $0.dataReceived(stream: stream, UnsafeRawBufferPointer(start: data, count: count)) }
            return 0
        }
    }

    private func setFrameCallback() {
        nghttp2_session_callbacks_set_on_frame_recv_callback(pointer) { _, frame, user in
            guard let header = frame?.pointee.hd else { return 0 }
            withConnection(user) { received(header, $0) }
            return 0
        }
    }

    private func setCloseCallback() {
        nghttp2_session_callbacks_set_on_stream_close_callback(pointer) { _, stream, errorCode, user in
            withConnection(user) { $0.streamClosed(stream, errorCode: errorCode) }
            return 0
        }
    }

    private func setNotSentCallback() {
        nghttp2_session_callbacks_set_on_frame_not_send_callback(pointer) { _, frame, _, user in
            guard let header = frame?.pointee.hd, UInt32(header.type) == NGHTTP2_HEADERS.rawValue else { return 0 }
            withConnection(user) { $0.requestNotSent(stream: header.stream_id) }
            return 0
        }
    }
}

/// The connection outlives its session, so it needn't be retained for the call.
private func withConnection(_ user: UnsafeMutableRawPointer?, _ body: (ClientConnection) -> Void) {
    guard let user else { preconditionFailure("a session without its connection") }
    Unmanaged<ClientConnection>.fromOpaque(user)._withUnsafeGuaranteedRef(body)
}

/// A frame was received whole.
private func received(_ header: nghttp2_frame_hd, _ connection: ClientConnection) {
    let endStream = header.flags & UInt8(NGHTTP2_FLAG_END_STREAM.rawValue) != 0
    let isAcknowledgement = header.flags & UInt8(NGHTTP2_FLAG_ACK.rawValue) != 0
    switch nghttp2_frame_type(UInt32(header.type)) {
    case NGHTTP2_HEADERS: connection.headersEnd(stream: header.stream_id, endStream: endStream)
    case NGHTTP2_DATA where endStream: connection.dataEnd(stream: header.stream_id)
    case NGHTTP2_SETTINGS where !isAcknowledgement: connection.settingsReceived()
    case NGHTTP2_GOAWAY: connection.goAwayReceived()
    default: break
    }
}
