import CoreMetrics
import ExtensionProtocol
import ExtensionServices

/// What is counted of connections and their events.
struct HandlerMetrics: Sendable {
    private let connections: Meter
    private let failures: Counter
    private let adoptions: Counter
    private let refusals: Counter
    private let evictions: Counter
    private let overruns: Counter
    private let durations: [ConnectionHandlerMethod: Timer]

    /// Nil where no metrics backend is installed, so that it costs nothing.
    init?() {
        guard MetricsSystem.isInstalled else { return nil }
        connections = Meter(label: "connection_handler_connections")
        failures = Counter(label: "connection_handler_failures")
        adoptions = Counter(label: "connection_handler_adoptions")
        refusals = Counter(label: "connection_handler_refusals")
        evictions = Counter(label: "connection_handler_evictions")
        overruns = Counter(label: "connection_handler_overruns")
        durations = Dictionary(
            uniqueKeysWithValues: ConnectionHandlerMethod.allCases.map { method in
                (method, Timer(label: "connection_handler_event_duration", dimensions: [("event", method.rawValue)]))
            }
        )
    }

    func connectionsChanged(to count: Int) { connections.set(count) }
    /// A handler threw.
    func handlerFailed() { failures.increment() }
    /// A connection whose opening wasn't seen was taken over, or closed.
    func unseenConnection(isAdopted: Bool) { (isAdopted ? adoptions : refusals).increment() }
    /// A connection has ended without a word of its gateway.
    func evicted() { evictions.increment() }
    /// A handler was too slow for its device.
    func overran() { overruns.increment() }
    /// A handler is done with an event; `nanoseconds` are what it took.
    func handled(_ event: ConnectionEvent, nanoseconds: Int64) { durations[event.method]?.recordNanoseconds(nanoseconds) }
}

extension ConnectionEvent {
    /// The rpc that tells of it.
    var method: ConnectionHandlerMethod {
        switch self {
        case .opened: .socketCreated
        case .received: .receivedBytes
        case .delivered: .receivedMessages
        case .keepaliveExpired: .timerTimeout
        case .closed: .socketClosed
        }
    }
}
