import CoreMetrics
import ExtensionServices

/// What is counted of the connections of one listener.
struct ListenerMetrics: Sendable {
    private let factory: any MetricsFactory
    private let listener: String
    private let connections: Meter
    private let accepted: Counter
    private let paused: Meter
    private let receivedBytes: Counter
    private let sentBytes: Counter

    /// Nil where no metrics backend is installed, so that it costs nothing.
    init?(listener: String) {
        guard MetricsSystem.isInstalled else { return nil }
        self.listener = listener
        factory = MetricsSystem.factory
        let dimensions = [("listener", listener)]
        connections = Meter(label: "gateway_connections", dimensions: dimensions)
        accepted = Counter(label: "gateway_connections_accepted", dimensions: dimensions)
        paused = Meter(label: "gateway_connections_paused", dimensions: dimensions)
        receivedBytes = Counter(label: "gateway_received_bytes", dimensions: dimensions)
        sentBytes = Counter(label: "gateway_sent_bytes", dimensions: dimensions)
    }

    func opened() {
        accepted.increment()
        connections.increment()
    }

    /// Nobody hears of the connection any more.
    func ended() { connections.decrement() }
    func paused(_ isPaused: Bool) { isPaused ? paused.increment() : paused.decrement() }
    func received(_ byteCount: Int) { receivedBytes.increment(by: byteCount) }
    func sent(_ byteCount: Int) { sentBytes.increment(by: byteCount) }

    func closed(_ reason: CloseReason) { count("gateway_connections_closed", reason.label) }
    /// The connection wasn't taken, or never became a device's.
    func refused(_ refusal: ConnectionRefusal) { count("gateway_connections_refused", refusal.label) }

    private func count(_ label: String, _ reason: String) {
        Counter(label: label, dimensions: [("listener", listener), ("reason", reason)], factory: factory).increment()
    }
}

extension CloseReason {
    fileprivate var label: String {
        switch self {
        case .closedByPeer: "closed_by_peer"
        case .socketError: "socket_error"
        case .normal: "normal"
        case .idleTimeout: "idle_timeout"
        case .keepaliveTimeout: "keepalive_timeout"
        case .sendTimeout: "send_timeout"
        case .kicked: "kicked"
        case .discarded: "discarded"
        case .expired: "expired"
        case .callbackFailed: "handler_failed"
        case .shutdown: "shutdown"
        }
    }
}

extension ConnectionRefusal {
    fileprivate var label: String {
        switch self {
        case .tooManyConnections: "max_connections"
        case .accessRules: "access_rules"
        case .tls: "tls"
        case .proxyHeader: "proxy_protocol"
        }
    }
}
