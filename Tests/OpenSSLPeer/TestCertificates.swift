package import ExtensionTLS
package import Foundation

/// Certificates of an authority that is made for this run of the tests, in a directory that goes with it.
package struct TestCertificates: Sendable {
    package static let passphrase = "correct horse"
    package static let shared = Result { try TestCertificates() }

    private static let loopbackNames = "subjectAltName=DNS:localhost,IP:127.0.0.1"

    package let directory: URL

    private init() throws {
        directory = FileManager.default.temporaryDirectory.appending(path: "tls-tests-\(UUID().uuidString)")
        try FileManager.default.createDirectory(at: directory, withIntermediateDirectories: true)
        for authority in ["ca", "other-ca"] { try makeAuthority(authority) }
        try make("server", subject: "/C=DE/O=Test/CN=server", extensions: Self.loopbackNames)
        try make("renewed", subject: "/CN=renewed", extensions: Self.loopbackNames)
        try make("wrong-host", subject: "/CN=elsewhere", extensions: "subjectAltName=DNS:elsewhere.example")
        try make("expired", subject: "/CN=expired", extensions: Self.loopbackNames, days: -1)
        try make("client", subject: "/C=DE/O=Test, Ltd/CN=dévice ~1")
        try make("stranger", subject: "/CN=stranger", authority: "other-ca")
        try makeChain()
        try OpenSSLTool.run([
            "ec", "-in", path("server.key"), "-aes256", "-passout", "pass:" + Self.passphrase, "-out", path("encrypted.key"),
        ])
        try OpenSSLTool.run(["genrsa", "-out", path("rsa.key"), "2048"])
        try Data("not a PEM file\n".utf8).write(to: directory.appending(path: "garbage.pem"))
        Self.removeAtExit()
    }

    package func path(_ file: String) -> String { directory.appending(path: file).path }

    package func identity(_ name: String) -> TLSIdentity {
        TLSIdentity(certificateChainFile: path("\(name).pem"), privateKeyFile: path("\(name).key"))
    }

    private func makeAuthority(_ name: String) throws {
        try OpenSSLTool.run([
            "req", "-x509", "-newkey", "ec", "-pkeyopt", "ec_paramgen_curve:P-256", "-nodes", "-days", "2", "-subj", "/CN=\(name)",
            "-keyout", path("\(name).key"), "-out", path("\(name).pem"),
        ])
    }

    /// `name`.pem and `name`.key, signed by the authority.
    package func make(
        _ name: String,
        subject: String,
        extensions: String = "subjectAltName=DNS:unused.example",
        authority: String = "ca",
        days: Int = 2
    ) throws {
        try OpenSSLTool.run([
            "req", "-newkey", "ec", "-pkeyopt", "ec_paramgen_curve:P-256", "-nodes", "-utf8", "-subj", subject, "-multivalue-rdn",
            "-addext", extensions, "-keyout", path("\(name).key"), "-out", path("\(name).csr"),
        ])
        try OpenSSLTool.run([
            "x509", "-req", "-in", path("\(name).csr"), "-CA", path("\(authority).pem"), "-CAkey", path("\(authority).key"),
            "-copy_extensions", "copy", "-days", "\(days)", "-out", path("\(name).pem"),
        ])
    }

    /// A server's certificate, "deep", with an intermediate one between it and its root.
    private func makeChain() throws {
        try make("intermediate", subject: "/CN=intermediate", extensions: "basicConstraints=critical,CA:TRUE")
        try make("deep", subject: "/CN=deep", extensions: Self.loopbackNames, authority: "intermediate")
        let chain = try ["deep.pem", "intermediate.pem"].map { try Data(contentsOf: directory.appending(path: $0)) }
        try Data(chain.joined()).write(to: directory.appending(path: "deep.pem"))
    }

    private static func removeAtExit() {
        atexit {
            guard case .success(let certificates) = TestCertificates.shared else { return }
            try? FileManager.default.removeItem(at: certificates.directory)
        }
    }
}
