import ExtensionGRPC
public import ExtensionProtocol
public import Logging
public import NIOCore

/// What a provider knows of a call that loads or unloads it.
public struct LifecycleContext: Sendable {
    /// The version of the interface that the broker speaks.
    public let version: ExHookVersion
    /// The broker node that calls, as it says of itself; empty from brokers before EMQX 4.3.14 and 4.4.3.
    public let broker: BrokerMetadata
    /// When the broker gives up waiting; nil if it didn't say.
    public let deadline: NIODeadline?
    /// The address of the broker's connection.
    public let peer: String
    /// The common name of the certificate that the broker showed, empty if it has none; nil without TLS or without a certificate.
    public let peerCommonName: String?
    /// A logger that tells the broker's node and its address with every line.
    public let logger: Logger

    init(call: ServerCall, version: ExHookVersion, broker: BrokerMetadata, logger: Logger) {
        self.version = version
        self.broker = broker
        deadline = call.deadline
        peer = call.peer
        peerCommonName = call.peerCertificate?.commonName
        self.logger = logger.about(broker, at: call.peer)
    }
}

extension Logger {
    /// The same logger, which tells the broker's node and its address with every line.
    func about(_ broker: BrokerMetadata, at peer: String) -> Logger {
        var logger = self
        logger[metadataKey: "broker"] = "\(broker.node)"
        logger[metadataKey: "peer"] = "\(peer)"
        return logger
    }
}
