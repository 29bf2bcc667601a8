import ExtensionTLS

// EMQX's `ssl_options`.

extension TLSServerConfiguration {
    init(_ section: ConfigurationSection) throws(GatewayConfigurationError) {
        try section.allow(TLSOptions.keys + ["enable", "fail_if_no_peer_cert", "handshake_timeout"])
        guard let identity = try TLSOptions.identity(section) else { throw section.error("certfile", "this key is missing") }
        self.init(identity: identity, clientVerification: try Self.verification(section))
        verificationDepth = try TLSOptions.depth(section) ?? verificationDepth
        versions = try TLSOptions.versions(section) ?? versions
        cipherSuites = try section.texts("ciphers") ?? []
        handshakeTimeout = try section.duration("handshake_timeout") ?? handshakeTimeout
    }

    private static func verification(_ section: ConfigurationSection) throws(GatewayConfigurationError) -> ClientVerification {
        let isRequired = try section.flag("fail_if_no_peer_cert") ?? false
        guard try TLSOptions.verifies(section) ?? false else {
            if isRequired { throw section.error("fail_if_no_peer_cert", "this needs verify: verify_peer") }
            return .none
        }
        guard let roots = try section.text("cacertfile") else {
            throw section.error("verify", "verify_peer needs a cacertfile")
        }
        return isRequired ? .required(trustRootsFile: roots) : .optional(trustRootsFile: roots)
    }
}

extension TLSClientConfiguration {
    /// Unlike EMQX, servers are verified unless `verify` is `verify_none`.
    init(_ section: ConfigurationSection) throws(GatewayConfigurationError) {
        try section.allow(TLSOptions.keys + ["enable", "server_name_indication"])
        let roots = try section.text("cacertfile").map { TrustRoots.file($0) }
        self.init(trustRoots: roots ?? .system, identity: try TLSOptions.identity(section))
        let name = try section.text("server_name_indication")
        serverName = name == "disable" ? nil : name
        if name == "disable" { serverVerification = .withoutHostName }
        if try TLSOptions.verifies(section) == false { serverVerification = .none }
        verificationDepth = try TLSOptions.depth(section) ?? verificationDepth
        versions = try TLSOptions.versions(section) ?? versions
        cipherSuites = try section.texts("ciphers") ?? []
    }
}

/// What servers and clients have in common.
private enum TLSOptions {
    static let keys = ["cacertfile", "certfile", "ciphers", "depth", "keyfile", "password", "verify", "versions"]

    static func identity(_ section: ConfigurationSection) throws(GatewayConfigurationError) -> TLSIdentity? {
        guard let certificate = try section.text("certfile") else { return nil }
        guard let key = try section.text("keyfile") else { throw section.error("keyfile", "certfile needs a keyfile") }
        guard let password = try section.text("password") else {
            return TLSIdentity(certificateChainFile: certificate, privateKeyFile: key)
        }
        return TLSIdentity(certificateChainFile: certificate, privateKeyFile: key, passphrase: password)
    }

    static func verifies(_ section: ConfigurationSection) throws(GatewayConfigurationError) -> Bool? {
        try section.value("verify", "verify_peer or verify_none") { ["verify_peer": true, "verify_none": false][$0] }
    }

    static func depth(_ section: ConfigurationSection) throws(GatewayConfigurationError) -> Int? {
        try section.number("depth", in: 0...255)
    }

    /// The oldest and the newest of the list.
    static func versions(_ section: ConfigurationSection) throws(GatewayConfigurationError) -> ClosedRange<TLSVersion>? {
        guard let names = try section.texts("versions") else { return nil }
        var versions: [TLSVersion] = []
        for name in names {
            guard let version = ["tlsv1.2": TLSVersion.v1_2, "tlsv1.3": .v1_3][name] else {
                throw section.error("versions", "\(name) isn't offered; tlsv1.2 and tlsv1.3 are")
            }
            versions.append(version)
        }
        guard let oldest = versions.min(), let newest = versions.max() else { throw section.error("versions", "there is none") }
        return oldest...newest
    }
}
