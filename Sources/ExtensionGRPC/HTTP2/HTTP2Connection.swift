import CExtensionNghttp2
import NIOCore

/// Where a connection's bytes go.
protocol ConnectionOutput: AnyObject {
    var isWritable: Bool { get }
    func write(_ bytes: ByteBuffer)
    func close()
}

/// What the two ends of a connection have in common: an nghttp2 session between the peer's bytes and a channel. It does no IO itself.
///
/// nghttp2 calls back within `feed`, so whatever ends the connection there waits until it has returned.
package class HTTP2Connection: TimerWheelEntry, LoopFlushable {
    let loop: LoopContext
    /// Lives as long as this object, since a handler that ends its connection may run within it.
    let session: OpaquePointer
    private let memory = BlockPool()
    weak var output: (any ConnectionOutput)?
    /// Received bytes whose part of the connection's window is yet to be given back.
    var consumedBytes = 0
    /// Why the connection has ended, or is about to.
    private(set) final var closeReason: String?
    private(set) final var isClosed = false
    private var isReceiving = false
    private var isFlushPending = false

    /// Makes its session, and becomes the user data that the session's callbacks are handed.
    init(loop: LoopContext, makeSession: (BlockPool) -> OpaquePointer) {
        self.loop = loop
        session = makeSession(memory)
        super.init()
        nghttp2_session_set_user_data(session, Unmanaged.passUnretained(self).toOpaque())
    }

    deinit { nghttp2_session_del(session) }

    // MARK: Bytes

    final func feed(_ bytes: UnsafeRawBufferPointer) {
        isReceiving = true
        let failure = HTTP2Session.receive(bytes, session)
        isReceiving = false
        nghttp2_session_consume_connection(session, consumedBytes)
        consumedBytes = 0
        if let failure {
            fail("HTTP/2 failed: \(HTTP2Session.message(for: failure))")
        } else if let closeReason {
            close(closeReason)
        }
    }

    /// Has the session's bytes sent at the end of this turn of the loop; what is sent within `feed` is, anyway.
    final func needsFlush() {
        guard !isReceiving, !isFlushPending else { return }
        isFlushPending = true
        loop.flushLater(self)
    }

    final func flush() {
        isFlushPending = false
        guard !isReceiving, !isClosed else { return }
        if let closeReason { return close(closeReason) }
        if send(), !HTTP2Session.wantsAnything(session) { sessionEnded() }
    }

    /// Sends what the session has to send, as much as the channel takes; true when nothing is left.
    final func send() -> Bool {
        while let output, !isClosed, output.isWritable {
            let (failure, isDrained) = loop.withScratch { buffer in
                let failure = HTTP2Session.drain(session, into: &buffer)
                let isDrained = buffer.readableBytes < HTTP2Session.drainLimit
                if buffer.readableBytes > 0 { output.write(buffer) }
                return (failure, isDrained)
            }
            if let failure {
                fail("HTTP/2 failed: \(HTTP2Session.message(for: failure))")
                return false
            }
            if isDrained { return true }
        }
        return false
    }

    // MARK: Ends

    /// Closes the connection, or has it closed once nghttp2 isn't on the stack any more.
    final func close(_ reason: String) {
        closeReason = closeReason ?? reason
        guard !isReceiving else { return }
        output?.close()
        disconnected(reason)
    }

    /// The connection is about to be closed, at the next flush.
    final func closeLater(_ reason: String) {
        closeReason = closeReason ?? reason
        needsFlush()
    }

    /// The connection is gone.
    final func disconnected(_ reason: String) {
        guard !isClosed else { return }
        isClosed = true
        closeReason = closeReason ?? reason
        loop.cancelTimer(self)
        endCalls()
    }

    // MARK: For the two ends to override

    /// HTTP/2, or the peer's part of it, has failed.
    func fail(_ reason: String) { close(reason) }

    /// The session has nothing to send and nothing to hear any more.
    func sessionEnded() {}

    /// Every call of the connection ends with it.
    func endCalls() {}
}
