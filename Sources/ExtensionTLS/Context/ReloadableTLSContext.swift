package import Logging
import NIOConcurrencyHelpers

/// The context that new connections are to use. It can be replaced while others run with the one they started with.
package final class ReloadableTLSContext: Sendable {
    private let load: @Sendable () throws(TLSConfigurationError) -> TLSContext
    private let box: NIOLockedValueBox<TLSContext>
    private let logger: Logger

    /// Reads the files of a server's configuration.
    package convenience init(
        server configuration: TLSServerConfiguration,
        applicationProtocols: [String] = [],
        logger: Logger
    ) throws(TLSConfigurationError) {
        try self.init(logger: logger) { () throws(TLSConfigurationError) in
            try TLSContext(server: configuration, applicationProtocols: applicationProtocols)
        }
    }

    /// Reads the files of a client's configuration.
    package convenience init(
        client configuration: TLSClientConfiguration,
        applicationProtocols: [String] = [],
        logger: Logger
    ) throws(TLSConfigurationError) {
        try self.init(logger: logger) { () throws(TLSConfigurationError) in
            try TLSContext(client: configuration, applicationProtocols: applicationProtocols)
        }
    }

    private init(
        logger: Logger,
        load: @escaping @Sendable () throws(TLSConfigurationError) -> TLSContext
    ) throws(TLSConfigurationError) {
        self.load = load
        self.logger = logger
        let context = try load()
        box = NIOLockedValueBox(context)
        warn(of: context)
    }

    package var current: TLSContext { box.withLockedValue { $0 } }

    /// Reads the files again. When one can't be used it throws, and everything stays as it is. Blocks for the files.
    package func reload() throws(TLSConfigurationError) {
        let context = try load()
        box.withLockedValue { $0 = context }
        warn(of: context)
    }

    private func warn(of context: TLSContext) {
        for warning in context.warnings { logger.warning("TLS: \(warning).") }
    }
}
