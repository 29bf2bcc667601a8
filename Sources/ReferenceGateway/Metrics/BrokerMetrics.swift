import CoreMetrics
import ExtensionServices

/// What is counted of the messages of a broker in memory.
struct BrokerMetrics: Sendable {
    private let published: Counter
    private let delivered: Counter
    private let dropped: Counter

    /// Nil where no metrics backend is installed, so that it costs nothing.
    init?() {
        guard MetricsSystem.isInstalled else { return nil }
        published = Counter(label: "gateway_messages_published")
        delivered = Counter(label: "gateway_messages_delivered")
        dropped = Counter(label: "gateway_messages_dropped")
    }

    /// `drops` older messages gave way to it.
    func published(drops: Int) {
        published.increment()
        if drops > 0 { dropped.increment(by: drops) }
    }

    func delivered(_ count: Int) { delivered.increment(by: count) }
}
