import CExtensionOpenSSL
package import NIOCore

/// One end of a TLS connection, without IO: ciphertext goes in and comes out by calls. It stays on one thread at a time.
package final class TLSSession {
    package enum State: Equatable {
        case handshaking
        case open
        /// The peer said that it sends nothing more (`close_notify`). It may still be sent to.
        case peerClosed
        case failed
    }

    package private(set) var state = State.handshaking
    let handshakeTimeout: Duration
    private let context: TLSContext
    private let ssl: OpaquePointer
    private let bio = SessionBIO()
    private var hasReceived = false
    /// We said `close_notify`.
    private var isShutDown = false

    /// The server's end.
    package convenience init(server context: TLSContext) {
        precondition(context.role == .server, "a client's configuration on a server")
        self.init(context)
        SSL_set_accept_state(ssl)
    }

    /// The client's end of a connection to `host`, a name or an IP address.
    package convenience init(client context: TLSContext, host: String) {
        precondition(context.role == .client, "a server's configuration on a client")
        self.init(context)
        SSL_set_connect_state(ssl)
        HostName(context.serverName ?? host).apply(to: ssl, verifying: context.serverVerification == .full)
    }

    private init(_ context: TLSContext) {
        self.context = context
        handshakeTimeout = context.handshakeTimeout
        ssl = Self.makePointer(context)
        bio.attach(to: ssl)
    }

    deinit { SSL_free(ssl) }

    private static func makePointer(_ context: TLSContext) -> OpaquePointer {
        guard let ssl = SSL_new(context.pointer) else { preconditionFailure("OpenSSL is out of memory") }
        return ssl
    }

    // MARK: Bytes

    /// What is to be sent to the peer, to be asked after every other call. Nil when there is nothing.
    package func takeOutput() -> ByteBuffer? { bio.takeOutput() }

    /// Makes a client say hello.
    package func start() throws(TLSError) {
        guard context.role == .client else { return }
        try handshake()
    }

    /// Takes ciphertext, and appends what it says to `plaintext`. What was said before an error is appended too.
    package func receive(_ ciphertext: UnsafeRawBufferPointer, into plaintext: inout ByteBuffer) throws(TLSError) {
        guard state != .failed, let first = ciphertext.first else { return }
        if !hasReceived { try recognize(first, ciphertext) }
        try bio.withInput(ciphertext) { () throws(TLSError) in
            if state == .handshaking { try handshake() }
            if state == .open { try decrypt(into: &plaintext, expecting: ciphertext.count) }
        }
    }

    var canSend: Bool { !isShutDown && (state == .open || state == .peerClosed) }

    /// Encrypts. To be called when `canSend` is true.
    package func send(_ plaintext: UnsafeRawBufferPointer) throws(TLSError) {
        guard !plaintext.isEmpty else { return }
        bio.reserve(plaintext.count + (plaintext.count / Self.recordLength + 1) * Self.recordOverhead)
        var written = 0
        OpenSSLErrors.clear()
        guard SSL_write_ex(ssl, plaintext.baseAddress, plaintext.count, &written) == 1 else { throw fail() }
    }

    /// Says `close_notify`: nothing more is sent. Repeated calls do nothing.
    package func shutDown() {
        guard canSend else { return }
        isShutDown = true
        OpenSSLErrors.clear()
        SSL_shutdown(ssl)
    }

    /// To be called when the peer's bytes end. Returns what is wrong with that, if it was too early.
    package func inputEnded() -> TLSError? {
        defer { if state != .peerClosed { state = .failed } }
        switch state {
        case .handshaking: return .closedDuringHandshake(afterBytes: hasReceived)
        case .open: return .truncated
        case .peerClosed, .failed: return nil
        }
    }

    private static let recordLength = 16_384
    /// More than any cipher suite of TLS 1.2 and 1.3 adds to a record.
    private static let recordOverhead = 96

    /// OpenSSL's words for bytes that aren't TLS depend on what they are.
    private func recognize(_ first: UInt8, _ bytes: UnsafeRawBufferPointer) throws(TLSError) {
        hasReceived = true
        guard ForeignProtocol.isTLS(first) else {
            state = .failed
            throw .notTLS(ForeignProtocol.name(of: bytes))
        }
    }

    private func handshake() throws(TLSError) {
        OpenSSLErrors.clear()
        let result = SSL_do_handshake(ssl)
        if result == 1 {
            state = .open
        } else if SSL_get_error(ssl, result) != SSL_ERROR_WANT_READ {
            throw fail()
        }
    }

    private func decrypt(into plaintext: inout ByteBuffer, expecting count: Int) throws(TLSError) {
        plaintext.reserveCapacity(minimumWritableBytes: count)
        while true {
            OpenSSLErrors.clear()
            guard plaintext.writeWithUnsafeMutableBytes(minimumWritableBytes: 1, read) == 0 else { continue }
            switch SSL_get_error(ssl, 0) {
            case SSL_ERROR_WANT_READ: return
            case SSL_ERROR_ZERO_RETURN: return state = .peerClosed
            default: throw fail()
            }
        }
    }

    private func read(_ buffer: UnsafeMutableRawBufferPointer) -> Int {
        var count = 0
        SSL_read_ex(ssl, buffer.baseAddress, buffer.count, &count)
        return count
    }

    /// OpenSSL has written an alert for the peer, where there is one.
    private func fail() -> TLSError {
        defer { state = .failed }
        return TLSFailure(ssl: ssl, role: context.role, isHandshaking: state == .handshaking).error
    }

    // MARK: What the handshake settled

    package var negotiatedProtocol: String? {
        var name: UnsafePointer<UInt8>?
        var count: UInt32 = 0
        SSL_get0_alpn_selected(ssl, &name, &count)
        return count == 0 ? nil : String(decoding: UnsafeBufferPointer(start: name, count: Int(count)), as: UTF8.self)
    }

    package var version: TLSVersion { SSL_version(ssl) == TLS1_3_VERSION ? .v1_3 : .v1_2 }

    package var peerCertificate: PeerCertificate? { SSL_get0_peer_certificate(ssl).map(PeerCertificate.init) }
}
