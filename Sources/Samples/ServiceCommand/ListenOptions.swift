package import ArgumentParser
package import ExtensionServices
import ExtensionTLS
import NIOCore

/// Where brokers reach the service, and how.
package struct ListenOptions: ParsableArguments {
    @Option(help: "The address to listen on; 0.0.0.0 for brokers on other machines.")
    package var host = "127.0.0.1"

    @Option(help: "The TCP port to listen on, by default 9000 for hooks and 9001 for devices; 0 for any that is free.")
    package var port: Int?

    @Option(help: ArgumentHelp("Listen on this Unix socket too.", valueName: "path"))
    package var unixSocket: String?

    @Option(help: ArgumentHelp("Speak TLS with this certificate chain, a PEM file. SIGHUP reads it again.", valueName: "file"))
    package var tlsCertificate: String?

    @Option(help: ArgumentHelp("The private key of the certificate, a PEM file.", valueName: "file"))
    package var tlsKey: String?

    @Option(help: ArgumentHelp("Let in only brokers with a certificate of these authorities, a PEM file.", valueName: "file"))
    package var tlsClientAuthorities: String?

    @Option(help: ArgumentHelp("How many event loops serve the brokers' connections; one per core by default.", valueName: "n"))
    package var loops = System.coreCount

    package init() {}

    package func validate() throws {
        if let port, !(0...65_535).contains(port) { throw ValidationError("There is no port \(port).") }
        guard loops > 0 else { throw ValidationError("It takes at least one event loop.") }
        guard (tlsCertificate == nil) == (tlsKey == nil) else {
            throw ValidationError("TLS takes both --tls-certificate and --tls-key.")
        }
        guard tlsClientAuthorities == nil || tlsCertificate != nil else {
            throw ValidationError("--tls-client-authorities takes --tls-certificate and --tls-key too.")
        }
    }

    /// The listeners that the options ask for.
    package func listeners(defaultPort: Int) -> [ServiceListener] {
        [.tcp(host: host, port: port ?? defaultPort, tls: tls)] + (unixSocket.map { [.unixSocket(path: $0)] } ?? [])
    }

    private var tls: TLSServerConfiguration? {
        guard let tlsCertificate, let tlsKey else { return nil }
        return TLSServerConfiguration(
            identity: TLSIdentity(certificateChainFile: tlsCertificate, privateKeyFile: tlsKey),
            clientVerification: tlsClientAuthorities.map { .required(trustRootsFile: $0) } ?? .none
        )
    }
}
