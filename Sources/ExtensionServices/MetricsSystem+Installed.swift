package import CoreMetrics

extension MetricsSystem {
    /// Whether anybody collects what is recorded.
    package static var isInstalled: Bool { !(factory is NOOPMetricsHandler) }
}
