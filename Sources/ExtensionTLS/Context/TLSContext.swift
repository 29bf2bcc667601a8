import CExtensionOpenSSL

/// An `SSL_CTX`: a configuration with its files read, shared by any number of connections. Making one blocks for the files.
package final class TLSContext: @unchecked Sendable {  // nothing changes after init, and OpenSSL counts references to an SSL_CTX atomically
    enum Role { case client, server }

    let pointer: OpaquePointer
    let role: Role
    let handshakeTimeout: Duration
    /// The client's, which every session applies to its own host.
    let serverVerification: TLSClientConfiguration.ServerVerification
    let serverName: String?
    /// What can be used but shouldn't, such as an expired certificate of our own. One sentence each.
    package private(set) var warnings: [String] = []
    private let applicationProtocols: ApplicationProtocols

    /// A server's. `applicationProtocols` are selected from by ALPN; when there are none, ALPN is not answered.
    package init(server configuration: TLSServerConfiguration, applicationProtocols: [String] = []) throws(TLSConfigurationError) {
        pointer = Self.makePointer(TLS_server_method())
        role = .server
        handshakeTimeout = configuration.handshakeTimeout
        serverVerification = .none
        serverName = nil
        self.applicationProtocols = ApplicationProtocols(applicationProtocols)
        try configure(versions: configuration.versions, cipherSuites: configuration.cipherSuites)
        try use(configuration.identity)
        try verifyClients(configuration.clientVerification, depth: configuration.verificationDepth)
        self.applicationProtocols.select(on: pointer)
    }

    /// A client's. `applicationProtocols` are offered by ALPN.
    package init(client configuration: TLSClientConfiguration, applicationProtocols: [String] = []) throws(TLSConfigurationError) {
        pointer = Self.makePointer(TLS_client_method())
        role = .client
        handshakeTimeout = configuration.handshakeTimeout
        serverVerification = configuration.serverVerification
        serverName = configuration.serverName
        self.applicationProtocols = ApplicationProtocols(applicationProtocols)
        try configure(versions: configuration.versions, cipherSuites: configuration.cipherSuites)
        if let identity = configuration.identity { try use(identity) }
        try verifyServers(configuration)
        self.applicationProtocols.offer(on: pointer)
    }

    deinit { SSL_CTX_free(pointer) }

    private static func makePointer(_ method: OpaquePointer?) -> OpaquePointer {
        guard let pointer = SSL_CTX_new(method) else { preconditionFailure("OpenSSL is out of memory") }
        return pointer
    }

    private func configure(versions: ClosedRange<TLSVersion>, cipherSuites: [String]) throws(TLSConfigurationError) {
        let suites = CipherSuites(cipherSuites)
        let versions = try suites.narrow(versions)
        OpenSSLErrors.clear()
        try suites.apply(to: pointer)
        SSL_CTX_set_options(pointer, extension_ssl_options())
        extension_ssl_ctx_release_buffers(pointer)
        extension_ssl_ctx_session_cache_off(pointer)
        extension_ssl_ctx_set_protocol_range(pointer, versions.lowerBound.code, versions.upperBound.code)
    }

    private func use(_ identity: TLSIdentity) throws(TLSConfigurationError) {
        warnings += try identity.install(in: pointer)
    }

    private func verifyClients(
        _ verification: TLSServerConfiguration.ClientVerification,
        depth: Int
    ) throws(TLSConfigurationError) {
        switch verification {
        case .none:
            // One ticket for TLS 1.3 as for 1.2: a client that resumes does so with its newest.
            SSL_CTX_set_num_tickets(pointer, 1)
        case .optional(let file):
            try verifyClients(file, mode: SSL_VERIFY_PEER, depth: depth)
        case .required(let file):
            try verifyClients(file, mode: SSL_VERIFY_PEER | SSL_VERIFY_FAIL_IF_NO_PEER_CERT, depth: depth)
        }
    }

    private func verifyClients(_ trustRootsFile: String, mode: Int32, depth: Int) throws(TLSConfigurationError) {
        try trust(trustRootsFile)
        SSL_CTX_set_client_CA_list(pointer, SSL_load_client_CA_file(trustRootsFile))
        SSL_CTX_set_verify(pointer, mode, nil)
        SSL_CTX_set_verify_depth(pointer, Int32(clamping: depth))
        // A resumed session isn't verified again: an expired certificate would go on for as long as its ticket.
        SSL_CTX_set_options(pointer, extension_ssl_op_no_ticket())
        SSL_CTX_set_num_tickets(pointer, 0)
    }

    private func verifyServers(_ configuration: TLSClientConfiguration) throws(TLSConfigurationError) {
        guard configuration.serverVerification != .none else { return }
        switch configuration.trustRoots {
        case .system: SSL_CTX_set_default_verify_paths(pointer)
        case .file(let file): try trust(file)
        }
        SSL_CTX_set_verify(pointer, SSL_VERIFY_PEER, nil)
        SSL_CTX_set_verify_depth(pointer, Int32(clamping: configuration.verificationDepth))
    }

    private func trust(_ file: String) throws(TLSConfigurationError) {
        try PEMFile.requireReadable(file)
        guard SSL_CTX_load_verify_file(pointer, file) == 1 else {
            throw .invalidTrustRoots(file: file, reason: OpenSSLErrors.takeReason())
        }
    }
}

extension TLSVersion {
    var code: Int32 {
        switch self {
        case .v1_2: TLS1_2_VERSION
        case .v1_3: TLS1_3_VERSION
        }
    }
}
