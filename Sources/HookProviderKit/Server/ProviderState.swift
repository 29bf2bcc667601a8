import ExtensionGRPC
import ExtensionProtocol
import Logging
import NIOConcurrencyHelpers

/// What a provider remembers between calls: the brokers that loaded it, and what it has warned of.
final class ProviderState: Sendable {
    private struct Broker {
        var version: BrokerVersion?
        /// One per lifecycle of the table; empty where there is none.
        var selections: [HookSelection]
    }

    /// A node's name is unique in its cluster only.
    private struct Node: Hashable {
        var cluster: String
        var name: String

        init(_ metadata: BrokerMetadata) {
            cluster = metadata.clusterName
            name = metadata.node
        }
    }

    /// Anyone who can connect can claim to be a broker, so what is remembered of them is bounded.
    private static let brokerLimit = 1_000
    private static let nameLimit = 512

    private struct State {
        var brokers: [Node: Broker] = [:]
        /// Brokers before 4.3.14 don't say which node calls: then the last one that loaded the provider by v1 has to do.
        var lastVersionOfV1: BrokerVersion?
        var warnings: Set<Warning> = []
    }

    private enum Warning {
        case numbering, ignored
    }

    let logger: Logger
    let offloadPool: OffloadPool
    let background = BackgroundWork()
    /// See ``HookProviderConfiguration/allowsIgnoredOnEMQX50To58``.
    let allowsIgnoredOnV2: Bool
    private let state = NIOLockedValueBox(State())

    init(logger: Logger, offloadPool: OffloadPool, allowsIgnoredOnV2: Bool = false) {
        self.logger = logger
        self.offloadPool = offloadPool
        self.allowsIgnoredOnV2 = allowsIgnoredOnV2
    }

    func loaded(by broker: BrokerInfo, metadata: BrokerMetadata, version: ExHookVersion, selections: [HookSelection]) {
        let brokerVersion = BrokerVersion(broker.version)
        state.withLockedValue { state in
            let node = Node(metadata)
            if node.cluster.utf8.count + node.name.utf8.count <= Self.nameLimit,
                state.brokers.count < Self.brokerLimit || state.brokers[node] != nil
            {
                state.brokers[node] = Broker(version: brokerVersion, selections: selections)
            }
            if version == .v1, brokerVersion != nil { state.lastVersionOfV1 = brokerVersion }
        }
        logger.info(
            "A broker loaded the provider.",
            metadata: ["broker": "\(metadata.node)", "emqx": "\(broker.version)", "exhook": "\(version)"]
        )
    }

    func unloaded(_ metadata: BrokerMetadata) {
        state.withLockedValue { $0.brokers[Node(metadata)] = nil }
        logger.info("A broker unloaded the provider.", metadata: ["broker": "\(metadata.node)"])
    }

    /// Whether a handler's lifecycle wants a hook of this broker; it does if it never said.
    func isSelected(_ hook: Hook, lifecycle: Int?, broker: BrokerMetadata) -> Bool {
        guard let lifecycle else { return true }
        return state.withLockedValue { state in
            guard let selections = state.brokers[Node(broker)]?.selections, !selections.isEmpty else { return true }
            return selections[lifecycle].contains(hook)
        }
    }

    /// Nil where the broker never said its version.
    func numbering(of metadata: BrokerMetadata) -> ResponseNumbering? {
        let version =
            BrokerVersion(metadata.version)
            ?? state.withLockedValue { state in
                (metadata.node.isEmpty ? nil : state.brokers[Node(metadata)]?.version) ?? state.lastVersionOfV1
            }
        return version?.responseNumbering
    }

    func warnOfUnknownNumbering() {
        warn(
            .numbering,
            """
            A handler answered with a continuing decision, but the broker's version isn't known, and the number of CONTINUE was changed in \
            EMQX 4.3.3. The decision is sent as final.
            """
        )
    }

    func warnOfIgnored() {
        warn(
            .ignored,
            """
            A handler ignored a client to be authenticated. EMQX 5.0 to 5.8 refuse a client that every provider ignores; set \
            allowsIgnoredOnEMQX50To58 to have it allowed.
            """
        )
    }

    /// Warns once.
    private func warn(_ warning: Warning, _ text: String) {
        let isFirst = state.withLockedValue { $0.warnings.insert(warning).inserted }
        if isFirst { logger.warning("\(text)") }
    }
}
