import ExtensionGRPC
import ExtensionServices
import ExtensionTLS
import Logging
import OpenSSLPeer
import Testing

/// A client's TLS against grpcio: whom it believes, and who believes it.
@Suite(.timeLimit(.minutes(1)))
struct ClientTLSTests {
    struct Case: Sendable, CustomTestStringConvertible {
        var testDescription: String
        /// The server's certificate.
        var server = "server"
        var asksForCertificate = false
        /// The client's.
        var identity: String?
        var host = "127.0.0.1"
        var serverName: String?
        var authority = "ca"
        var verification = TLSClientConfiguration.ServerVerification.full
        /// What the client says of the failure; nil for none.
        var failure: String?
    }

    @Test(arguments: [
        Case(testDescription: "an address in the certificate"),
        Case(testDescription: "a name in the certificate", host: "localhost"),
        Case(testDescription: "another host", server: "wrong-host", host: "localhost", failure: "for another host"),
        Case(testDescription: "the server's name given", server: "wrong-host", serverName: "elsewhere.example"),
        Case(testDescription: "another host, not checked", server: "wrong-host", verification: .withoutHostName),
        Case(testDescription: "an expired certificate", server: "expired", failure: "expired"),
        Case(testDescription: "an expired certificate, not checked", server: "expired", verification: .none),
        Case(testDescription: "an unknown authority", authority: "other-ca", failure: "unknown authority"),
        Case(testDescription: "a certificate of the client's", asksForCertificate: true, identity: "client"),
        Case(testDescription: "no certificate of the client's", asksForCertificate: true, failure: "127.0.0.1"),
        Case(testDescription: "a stranger's certificate", asksForCertificate: true, identity: "stranger", failure: "127.0.0.1"),
    ])
    func peersAreVerified(_ test: Case) async throws {
        let certificates = try TestCertificates.shared.get()
        let log = CallLog()
        defer { log.remove() }
        var files = [certificates.path("\(test.server).pem"), certificates.path("\(test.server).key")]
        if test.asksForCertificate { files.append(certificates.path("ca.pem")) }
        let server = try await PythonServer("echo_server", [log.path] + files)
        try await withGRPCClient(port: server.port, host: test.host, tls: test.tls(certificates)) { client in
            await expect(test.failure, of: client)
        }
    }

    private func expect(_ failure: String?, of client: GRPCClient) async {
        do {
            let response = try await client.unary("/test.Test/Echo", [65], options: CallOptions(timeout: .seconds(10)))
            #expect(response.message == [65] && failure == nil)
        } catch {
            #expect(error.status.code == .unavailable && error.isUnprocessed)
            #expect(error.status.message.contains(failure ?? "(no failure)"), "\(error)")
        }
    }

    @Test func aServerWithoutTLSIsUnavailable() async throws {
        let log = CallLog()
        defer { log.remove() }
        let server = try await PythonServer("echo_server", [log.path])
        let tls = Case(testDescription: "").tls(try TestCertificates.shared.get())
        try await withGRPCClient(port: server.port, tls: tls) { await expect("can't connect to 127.0.0.1", of: $0) }
    }

    @Test func aServerWithTLSIsUnavailableWithoutIt() async throws {
        let certificates = try TestCertificates.shared.get()
        let log = CallLog()
        defer { log.remove() }
        let server = try await PythonServer("echo_server", [log.path, certificates.path("server.pem"), certificates.path("server.key")])
        try await withGRPCClient(port: server.port) { await expect("no server can be reached", of: $0) }
    }
}

extension ClientTLSTests.Case {
    fileprivate func tls(_ certificates: TestCertificates) -> TLSClientConfiguration {
        var tls = TLSClientConfiguration(
            trustRoots: .file(certificates.path("\(authority).pem")),
            identity: identity.map { certificates.identity($0) }
        )
        tls.serverName = serverName
        tls.serverVerification = verification
        return tls
    }
}
