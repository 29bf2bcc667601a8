import ExtensionTLS
import Logging
import NIOConcurrencyHelpers

/// Every TLS context of a gateway, so that all can be read again.
final class CertificateStore: Sendable {
    private let contexts = NIOLockedValueBox<[ReloadableTLSContext]>([])
    private let logger: Logger

    init(logger: Logger) { self.logger = logger }

    func server(_ configuration: TLSServerConfiguration, applicationProtocols: [String] = []) throws -> ReloadableTLSContext {
        try add { () throws(TLSConfigurationError) in
            try ReloadableTLSContext(server: configuration, applicationProtocols: applicationProtocols, logger: logger)
        }
    }

    func add(_ make: () throws(TLSConfigurationError) -> ReloadableTLSContext) throws -> ReloadableTLSContext {
        do throws(TLSConfigurationError) {
            let context = try make()
            contexts.withLockedValue { $0.append(context) }
            return context
        } catch {
            throw GatewayError(error.description)
        }
    }

    /// Reads the files again. Where one can't be used, what was there stays.
    func reload() {
        for context in contexts.withLockedValue({ $0 }) {
            do throws(TLSConfigurationError) {
                try context.reload()
            } catch {
                logger.error("A certificate wasn't read again.", metadata: ["error": "\(error)"])
            }
        }
    }
}
