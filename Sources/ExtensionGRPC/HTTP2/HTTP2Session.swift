import CExtensionNghttp2
import NIOCore

/// What client and server sessions of nghttp2 have in common: bytes in, bytes out, no IO. A session stays on one event loop.
enum HTTP2Session {
    /// `drain` stops after about so many bytes.
    static let drainLimit = 256 << 10
    private static let drainChunk = 16 << 10

    /// `memory` has to outlive the session.
    static func server(_ memory: BlockPool) -> OpaquePointer {
        var functions = memory.functions
        return make { nghttp2_session_server_new3(&$0, ServerCallbacks.table.pointer, nil, $1, &functions) }
    }

    static func client(_ memory: BlockPool) -> OpaquePointer {
        var functions = memory.functions
        return make { nghttp2_session_client_new3(&$0, ClientCallbacks.table.pointer, nil, $1, &functions) }
    }

    /// An empty table, to be filled once and read by every session.
    static func makeCallbacks() -> OpaquePointer {
        var callbacks: OpaquePointer?
        nghttp2_session_callbacks_new(&callbacks)
        guard let callbacks else { preconditionFailure("nghttp2 has no memory") }
        return callbacks
    }

    private static func make(_ create: (inout OpaquePointer?, OpaquePointer?) -> Int32) -> OpaquePointer {
        var options: OpaquePointer?
        nghttp2_option_new(&options)
        defer { nghttp2_option_del(options) }
        nghttp2_option_set_no_auto_window_update(options, 1)
        // Without this, 1.52 keeps some memory of every finished stream for a priority tree that nobody uses.
        nghttp2_option_set_no_closed_streams(options, 1)
        // Its own limit, a thousand and then 33 a second, is what a broker's time-outs under load can reach. `FloodGuard` counts resets.
        nghttp2_option_set_stream_reset_rate_limit(options, .max, .max)
        var session: OpaquePointer?
        let result = create(&session, options)
        guard result == 0, let session else { preconditionFailure("nghttp2 can't make a session: \(message(for: result))") }
        return session
    }

    static func message(for code: Int32) -> String { String(cString: nghttp2_strerror(code)) }

    /// Feeds bytes of the peer. Returns nghttp2's error when the connection has to end.
    static func receive(_ bytes: UnsafeRawBufferPointer, _ session: OpaquePointer) -> Int32? {
        let consumed = nghttp2_session_mem_recv(session, bytes.assumingMemoryBound(to: UInt8.self).baseAddress, bytes.count)
        return consumed < 0 ? Int32(consumed) : nil
    }

    /// Appends what is to be sent, up to about `drainLimit` bytes. Returns nghttp2's error when the connection has to end.
    static func drain(_ session: OpaquePointer, into buffer: inout ByteBuffer) -> Int32? {
        while buffer.readableBytes < drainLimit {
            var overflow = UnsafeRawBufferPointer(start: nil, count: 0)
            var failure: Int32?
            // Frames are small and many: their bytes go straight to memory that was reserved for all of them.
            buffer.writeWithUnsafeMutableBytes(minimumWritableBytes: drainChunk) { memory in
                fill(memory, from: session, &overflow, &failure)
            }
            if overflow.isEmpty { return failure }
            buffer.writeBytes(overflow)
        }
        return nil
    }

    /// Returns the number of bytes written; the frame that didn't fit is `overflow`.
    private static func fill(
        _ memory: UnsafeMutableRawBufferPointer,
        from session: OpaquePointer,
        _ overflow: inout UnsafeRawBufferPointer,
        _ failure: inout Int32?
    ) -> Int {
        var written = 0
        while true {
            var data: UnsafePointer<UInt8>?
            let count = nghttp2_session_mem_send(session, &data)
            if count < 0 { failure = Int32(count) }
            guard count > 0, let data else { return written }
            guard count <= memory.count - written else {
                overflow = UnsafeRawBufferPointer(start: data, count: count)
                return written
            }
            memory.baseAddress?.advanced(by: written).copyMemory(from: data, byteCount: count)
            written += count
        }
    }

    /// False when the session has ended: nothing to send, nothing to hear.
    static func wantsAnything(_ session: OpaquePointer) -> Bool {
        nghttp2_session_want_write(session) != 0 || nghttp2_session_want_read(session) != 0
    }

    static func submit(settings: [(nghttp2_settings_id, UInt32)], to session: OpaquePointer) {
        let entries = settings.map { nghttp2_settings_entry(settings_id: Int32($0.0.rawValue), value: $0.1) }
        let result = nghttp2_submit_settings(session, 0, entries, entries.count)
        precondition(result == 0, "nghttp2 refuses the settings: \(message(for: result))")
    }
}
