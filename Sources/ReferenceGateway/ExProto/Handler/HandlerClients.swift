import ExtensionGRPC
import ExtensionProtocol
import ExtensionServices
import ExtensionTLS
import Logging
import NIOConcurrencyHelpers
import NIOCore
import NIOPosix

/// The clients of all handler services that listeners name.
final class HandlerClients: Sendable {
    private let group: MultiThreadedEventLoopGroup
    private let loops: [LoopContext]
    private let certificates: CertificateStore
    private let logger: Logger
    private let clients = NIOLockedValueBox<[any HandlerClient]>([])

    init(group: MultiThreadedEventLoopGroup, loops: [LoopContext], certificates: CertificateStore, logger: Logger) {
        self.group = group
        self.loops = loops
        self.certificates = certificates
        self.logger = logger
    }

    func client(for configuration: HandlerConfiguration) throws -> any HandlerClient {
        let grpc = try GRPCClient(configuration: grpcConfiguration(configuration), group: group, logger: logger)
        let client: any HandlerClient =
            switch configuration.service {
            case .unary: UnaryHandlerClient(client: grpc)
            case .streaming: StreamingHandlerClient(client: grpc, loops: loops, logger: logger)
            }
        clients.withLockedValue { $0.append(client) }
        return client
    }

    private func grpcConfiguration(_ configuration: HandlerConfiguration) throws -> GRPCClientConfiguration {
        let address = configuration.address
        var grpc = GRPCClientConfiguration(addresses: [.tcp(host: address.host, port: address.port)])
        grpc.connectionsPerAddress = configuration.poolSize ?? loops.count
        // Devices are turned away for as long as a handler that is back hasn't been found.
        grpc.backoff.maximum = .seconds(2)
        // Every device has one call under way at most.
        grpc.maximumConcurrentCalls = .max
        grpc.maximumWaitingCalls = .max
        if let tls = configuration.tls {
            let context = try certificates.add { () throws(TLSConfigurationError) in
                try ReloadableTLSContext(client: tls, applicationProtocols: TransportSecurity.applicationProtocols, logger: logger)
            }
            grpc.security = { host in .client(context, host: host) }
        }
        return grpc
    }

    func close(within limit: Duration) async {
        for client in clients.withLockedValue({ $0 }) { await client.close(within: limit) }
    }
}
