import Foundation
import HookProviderKit
import OpenSSLPeer
import RecordedLogging
import RecordedTraffic
import Synchronization
import Testing

/// grpcio over TLS: who is let in, and what is said of those who aren't.
@Suite(.timeLimit(.minutes(1)))
struct TLSTests {
    struct Peer: Sendable, CustomTestStringConvertible {
        var arguments: [String]
        var code = "UNAVAILABLE"
        /// What the log says of it; nil for nothing.
        var refusal: String?
        var testDescription: String { arguments.joined(separator: " ") }

        /// `call` with the authority and the identity of that name.
        static func call(_ authority: String, _ identity: String? = nil, code: String = "UNAVAILABLE", refusal: String? = nil) -> Peer {
            let files = identity.map { ["\($0).pem", "\($0).key"] } ?? []
            return Peer(arguments: ["call", "\(authority).pem"] + files, code: code, refusal: refusal)
        }
    }

    @Test(arguments: [
        Peer.call("ca", code: "OK"),
        .call("other-ca", refusal: "the peer closed the connection during the handshake"),
        Peer(arguments: ["plain"], refusal: "the peer speaks"),
    ])
    func aServerIsVerified(_ peer: Peer) async throws {
        try await expect(peer, tls: TLSServerConfiguration(identity: try TestCertificates.shared.get().identity("server")))
    }

    @Test func aClientRefusesAnExpiredCertificate() async throws {
        let tls = TLSServerConfiguration(identity: try TestCertificates.shared.get().identity("expired"))
        try await expect(.call("ca", refusal: "the peer closed the connection during the handshake"), tls: tls)
    }

    @Test(arguments: [
        Peer.call("ca", "client", code: "OK"),
        .call("ca", refusal: "the client sent no certificate, but one is required"),
        .call("ca", "stranger", refusal: "the peer's certificate is signed by an unknown authority"),
        .call("ca", "expired", refusal: "the peer's certificate has expired"),
    ])
    func clientsAreVerifiedWhereThatIsRequired(_ peer: Peer) async throws {
        let certificates = try TestCertificates.shared.get()
        let tls = TLSServerConfiguration(
            identity: certificates.identity("server"),
            clientVerification: .required(trustRootsFile: certificates.path("ca.pem"))
        )
        try await expect(peer, tls: tls)
    }

    private func expect(_ peer: Peer, tls: TLSServerConfiguration) async throws {
        let log = RecordedLog()
        let names = Mutex<[String?]>([])
        let server = makeServer(tls, log) { _, context in names.withLock { $0.append(context.peerCommonName) } }
        let port = try #require(try await server.start().first?.port)
        let result = try await run(peer, port)
        #expect(result?["code"]?.text == peer.code)
        if let refusal = peer.refusal {
            let line = await log.wait(for: "Refusing a connection")
            #expect(line?.contains(refusal) == true, "\(line ?? "")")
            #expect(line?.contains("peer=127.0.0.1:") == true)
        }
        await server.shutDown()
        #expect(log.lines(containing: "Refusing a connection").isEmpty == (peer.refusal == nil))
        #expect(names.withLock { $0 } == (peer.code == "OK" ? [peer.arguments.count > 2 ? "dévice ~1" : nil] : []))
    }

    private func run(_ peer: Peer, _ port: Int) async throws -> JSONValue? {
        let certificates = try TestCertificates.shared.get()
        let files = peer.arguments.dropFirst().map { certificates.path($0) }
        return try await PythonPeer.run("tls_calls", [peer.arguments[0], "\(port)"] + files).first
    }

    /// No call is lost while the certificate is replaced, and who connects afterwards is shown the new one.
    @Test func aCertificateIsReplacedWhileCallsRun() async throws {
        let certificates = try TestCertificates.shared.get()
        let directory = FileManager.default.temporaryDirectory.appending(path: "renewal-\(UUID().uuidString)")
        defer { try? FileManager.default.removeItem(at: directory) }
        try install("server", in: directory)
        let path = { (file: String) in directory.appending(path: file).path }
        let identity = TLSIdentity(certificateChainFile: path("current.pem"), privateKeyFile: path("current.key"))
        let calls = Atomic(0)
        let (halfWay, renewed) = (Signal(), Signal())
        let server = makeServer(TLSServerConfiguration(identity: identity), RecordedLog()) { _, _ in
            switch calls.add(1, ordering: .relaxed).newValue {
            case 500: halfWay.fire()
            case 900: await renewed.wait()
            default: break
            }
        }
        let port = try #require(try await server.start().first?.port)
        async let renewing: Void = {
            await halfWay.wait()
            defer { renewed.fire() }
            try install("renewed", in: directory)
            try server.reloadCertificates()
        }()
        let result = try await PythonPeer.run("tls_calls", ["renewal", "\(port)", certificates.path("ca.pem"), "1000"]).first
        try await renewing
        await server.shutDown()
        #expect(result?["codes"] == .object(["OK": .number(1000)]))
        #expect(result?["before"]?["name"]?.text == "server")
        #expect(result?["after"]?["name"]?.text == "renewed")
        #expect(result?["after"]?["protocol"]?.text == "h2")
        #expect(result?["after"]?["version"]?.text == "TLSv1.3")
    }

    private func install(_ name: String, in directory: URL) throws {
        let certificates = try TestCertificates.shared.get()
        try FileManager.default.createDirectory(at: directory, withIntermediateDirectories: true)
        for kind in ["pem", "key"] {
            let data = try Data(contentsOf: URL(filePath: certificates.path("\(name).\(kind)")))
            try data.write(to: directory.appending(path: "current.\(kind)"))
        }
    }

    private func makeServer(
        _ tls: TLSServerConfiguration,
        _ log: RecordedLog,
        _ handler: @escaping HookHandler<ClientConnected, Void>
    ) -> HookProviderServer {
        let configuration = HookProviderConfiguration(host: "127.0.0.1", port: 0, tls: tls)
        return HookProviderServer(configuration: configuration, logger: log.logger) { hooks in hooks.on(.clientConnected, handler) }
    }
}
