import CExtensionOpenSSL

/// The names that ALPN (RFC 7301) negotiates among, in order of preference, as OpenSSL wants them.
final class ApplicationProtocols {
    /// Each name behind its length. OpenSSL keeps pointers into it, so that it can't be an array.
    private let wire: UnsafeMutableBufferPointer<UInt8>

    init(_ names: [String]) {
        let bytes = names.flatMap { [UInt8($0.utf8.count)] + Array($0.utf8) }
        wire = .allocate(capacity: bytes.count)
        _ = wire.initialize(from: bytes)
    }

    deinit { wire.deallocate() }

    /// The client offers all of them.
    func offer(on context: OpaquePointer) {
        guard !wire.isEmpty else { return }
        SSL_CTX_set_alpn_protos(context, wire.baseAddress, UInt32(wire.count))
    }

    /// The server selects its first that the client offers. A client that offers none of them is refused; one without ALPN isn't.
    func select(on context: OpaquePointer) {
        guard !wire.isEmpty else { return }
        SSL_CTX_set_alpn_select_cb(
            context,
            { _, selected, selectedCount, offered, offeredCount, protocols in
                guard let protocols else { return SSL_TLSEXT_ERR_NOACK }
                let wire = Unmanaged<ApplicationProtocols>.fromOpaque(protocols).takeUnretainedValue().wire
                var name: UnsafeMutablePointer<UInt8>?
                let outcome = SSL_select_next_proto(&name, selectedCount, wire.baseAddress, UInt32(wire.count), offered, offeredCount)
                guard outcome == OPENSSL_NPN_NEGOTIATED else { return SSL_TLSEXT_ERR_ALERT_FATAL }
                selected?.pointee = UnsafePointer(name)
                return SSL_TLSEXT_ERR_OK
            },
            Unmanaged.passUnretained(self).toOpaque()
        )
    }
}
