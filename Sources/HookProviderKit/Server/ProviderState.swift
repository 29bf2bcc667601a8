import ExtensionGRPC
import ExtensionProtocol
import Logging
import NIOConcurrencyHelpers

/// What a provider remembers between calls: the brokers that loaded it, and what it has warned of.
final class ProviderState: Sendable {
    private struct State {
        var versionsByNode: [String: BrokerVersion] = [:]
        /// Brokers before 4.3.14 don't say which node calls: then the last one that loaded the provider by v1 has to do.
        var lastVersionOfV1: BrokerVersion?
        var hasWarnedOfNumbering = false
    }

    let logger: Logger
    let offloadPool: OffloadPool
    private let state = NIOLockedValueBox(State())

    init(logger: Logger, offloadPool: OffloadPool) {
        self.logger = logger
        self.offloadPool = offloadPool
    }

    func loaded(by broker: BrokerInfo, metadata: BrokerMetadata, version: ExHookVersion) {
        guard let brokerVersion = BrokerVersion(broker.version) else { return }
        state.withLockedValue { state in
            if !metadata.node.isEmpty { state.versionsByNode[metadata.node] = brokerVersion }
            if version == .v1 { state.lastVersionOfV1 = brokerVersion }
        }
    }

    func unloaded(node: String) {
        guard !node.isEmpty else { return }
        state.withLockedValue { $0.versionsByNode[node] = nil }
    }

    /// Nil where the broker never said its version.
    func numbering(of metadata: BrokerMetadata) -> ResponseNumbering? {
        let version = BrokerVersion(metadata.version) ?? state.withLockedValue { $0.versionsByNode[metadata.node] ?? $0.lastVersionOfV1 }
        return version?.responseNumbering
    }

    func warnOfUnknownNumbering() {
        let isFirst = state.withLockedValue { state in
            defer { state.hasWarnedOfNumbering = true }
            return !state.hasWarnedOfNumbering
        }
        guard isFirst else { return }
        logger.warning(
            """
            A handler answered with a continuing decision, but the broker's version isn't known, and the number of CONTINUE was changed in \
            EMQX 4.3.3. The decision is sent as final.
            """
        )
    }
}
