import ExtensionGRPC
import ExtensionServices
import ExtensionTLS
import Logging

extension HookProviderServer {
    /// Reads certificates and keys again, for connections that come from now on. Those that are there go on with what they have.
    ///
    /// Blocks for the files. Where one can't be used its listener keeps what it had, and the first such error is thrown at the end.
    public func reloadCertificates() throws {
        var failure: (any Error)?
        for context in tlsContexts {
            do {
                try context.reload()
            } catch {
                failure = failure ?? error
            }
        }
        if let failure { throw failure }
    }

    package func reloadCertificatesOrWarn() {
        do {
            try reloadCertificates()
            logger.info("Certificates were read again.")
        } catch {
            logger.error("A certificate can't be used, so the one before stays.", metadata: ["error": "\(error)"])
        }
    }
}

extension HookListener {
    /// Nil without TLS.
    func makeTLSContext(logger: Logger) throws -> ReloadableTLSContext? {
        try tls.map { try ReloadableTLSContext(server: $0, applicationProtocols: TransportSecurity.applicationProtocols, logger: logger) }
    }
}
