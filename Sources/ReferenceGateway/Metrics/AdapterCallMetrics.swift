import CoreMetrics
import ExtensionProtocol
import ExtensionServices

/// What is counted of the calls of the ConnectionAdapter.
struct AdapterCallMetrics: Sendable {
    private let factory: any MetricsFactory
    private let calls: [ConnectionAdapterMethod: Counter]

    /// Nil where no metrics backend is installed, so that it costs nothing.
    init?() {
        guard MetricsSystem.isInstalled else { return nil }
        factory = MetricsSystem.factory
        calls = Dictionary(
            uniqueKeysWithValues: ConnectionAdapterMethod.allCases.map {
                ($0, Counter(label: "gateway_adapter_calls", dimensions: [("rpc", $0.rawValue)]))
            }
        )
    }

    func callEnded(_ method: ConnectionAdapterMethod, _ code: AdapterResultCode) {
        calls[method]?.increment()
        guard code != .success else { return }
        let dimensions = [("rpc", method.rawValue), ("code", "\(code)")]
        Counter(label: "gateway_adapter_failures", dimensions: dimensions, factory: factory).increment()
    }
}
