package import ExtensionGRPC
package import ExtensionTLS
package import Logging

extension GRPCClientConfiguration {
    /// Has all connections speak TLS. A server's certificate has to be for the host of its address, or for `tls.serverName` if there is one.
    /// Reloading the result's files concerns new connections.
    @discardableResult
    package mutating func useTLS(_ tls: TLSClientConfiguration, logger: Logger) throws(TLSConfigurationError) -> ReloadableTLSContext {
        let context = try ReloadableTLSContext(client: tls, applicationProtocols: TransportSecurity.applicationProtocols, logger: logger)
        security = { host in .client(context, host: host) }
        return context
    }
}
