import ExtensionTLS
import OpenSSLPeer
import Testing

@Suite struct LoadingTests {
    private let certificates: TestCertificates

    init() throws { certificates = try TestCertificates.shared.get() }

    private func load(_ identity: TLSIdentity) throws -> TLSContext {
        try TLSContext(server: TLSServerConfiguration(identity: identity))
    }

    private func identity(_ certificate: String, _ key: String) -> TLSIdentity {
        TLSIdentity(certificateChainFile: certificates.path(certificate), privateKeyFile: certificates.path(key))
    }

    private func error(_ identity: TLSIdentity) -> TLSConfigurationError? {
        #expect(throws: TLSConfigurationError.self) { try load(identity) }
    }

    @Test func encryptedKey() throws {
        var identity = identity("server.pem", "encrypted.key")
        #expect(error(identity) == .missingPassphrase(file: identity.privateKeyFile))
        identity.passphrase = { "wrong one" }
        let wrong = error(identity)
        #expect(wrong == .wrongPassphrase(file: identity.privateKeyFile))
        #expect(wrong?.description.contains("wrong one") == false)
        identity.passphrase = { TestCertificates.passphrase }
        _ = try load(identity)
    }

    @Test func overlongPassphraseIsWrong() {
        var identity = identity("server.pem", "encrypted.key")
        identity.passphrase = { String(repeating: "x", count: 100_000) }
        #expect(error(identity) == .wrongPassphrase(file: identity.privateKeyFile))
    }

    @Test func missingFiles() {
        let certificate = certificates.path("absent.pem")
        #expect(
            error(identity("absent.pem", "server.key"))?.description == "the file \(certificate) can't be read: No such file or directory"
        )
        let key = certificates.path("absent.key")
        #expect(error(identity("server.pem", "absent.key")) == .unreadableFile(key, reason: "No such file or directory"))
    }

    @Test func filesThatHoldSomethingElse() {
        let garbage = certificates.path("garbage.pem")
        #expect(error(identity("garbage.pem", "server.key")) == .invalidCertificate(file: garbage, reason: "no start line"))
        guard case .invalidPrivateKey(garbage, _) = error(identity("server.pem", "garbage.pem")) else {
            Issue.record("garbage is no key")
            return
        }
    }

    @Test(arguments: ["client.key", "rsa.key"])
    func keyOfAnotherCertificate(key: String) {
        let expected = TLSConfigurationError.mismatchedPrivateKey(
            file: certificates.path(key),
            certificateFile: certificates.path("server.pem")
        )
        #expect(error(identity("server.pem", key)) == expected)
    }

    @Test func trustRootsHaveToBeThere() {
        let garbage = certificates.path("garbage.pem")
        let error = #expect(throws: TLSConfigurationError.self) {
            try TLSContext(client: TLSClientConfiguration(trustRoots: .file(garbage)))
        }
        guard case .invalidTrustRoots(garbage, _) = error else {
            Issue.record("\(String(describing: error))")
            return
        }
    }

    @Test func systemTrustRoots() throws {
        _ = try TLSContext(client: TLSClientConfiguration())
    }

    @Test(arguments: [["NO-SUCH-SUITE"], ["TLS_NO_SUCH_SUITE"]])
    func unknownCipherSuites(names: [String]) {
        #expect(throws: TLSConfigurationError.invalidCipherSuites(names)) {
            try Contexts.server { configuration, _ in configuration.cipherSuites = names }
        }
    }

    @Test func suitesOfAnotherVersionThanConfigured() {
        let names = ["TLS_AES_128_GCM_SHA256"]
        #expect(throws: TLSConfigurationError.invalidCipherSuites(names)) {
            try Contexts.server { configuration, _ in
                configuration.cipherSuites = names
                configuration.versions = .v1_2 ... .v1_2
            }
        }
    }

    @Test func expiredCertificateOfOurOwnIsAWarning() throws {
        let file = certificates.path("expired.pem")
        #expect(try Contexts.server("expired").warnings == ["the certificate in \(file) has expired: peers that verify it will refuse it"])
        #expect(try Contexts.server().warnings == [])
    }
}
