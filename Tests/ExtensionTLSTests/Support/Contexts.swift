import ExtensionTLS
import OpenSSLPeer

/// Contexts of the test certificates, with what a test is about changed.
enum Contexts {
    static func server(
        _ identity: String = "server",
        protocols: [String] = [],
        _ change: (inout TLSServerConfiguration, TestCertificates) -> Void = { _, _ in }
    ) throws -> TLSContext {
        let certificates = try TestCertificates.shared.get()
        var configuration = TLSServerConfiguration(identity: certificates.identity(identity))
        change(&configuration, certificates)
        return try TLSContext(server: configuration, applicationProtocols: protocols)
    }

    static func client(
        _ identity: String? = nil,
        trusting authority: String = "ca",
        protocols: [String] = [],
        _ change: (inout TLSClientConfiguration) -> Void = { _ in }
    ) throws -> TLSContext {
        let certificates = try TestCertificates.shared.get()
        var configuration = TLSClientConfiguration(
            trustRoots: .file(certificates.path("\(authority).pem")),
            identity: identity.map(certificates.identity)
        )
        change(&configuration)
        return try TLSContext(client: configuration, applicationProtocols: protocols)
    }

    /// A server that asks for certificates of the test authority.
    static func verifyingServer(isRequired: Bool = true, protocols: [String] = []) throws -> TLSContext {
        try server(protocols: protocols) { configuration, certificates in
            let file = certificates.path("ca.pem")
            configuration.clientVerification = isRequired ? .required(trustRootsFile: file) : .optional(trustRootsFile: file)
        }
    }
}
