import CoreMetrics
import ExtensionProtocol
import ExtensionServices

/// What is counted of the calls to gateways.
struct AdapterMetrics: Sendable {
    private struct Call: Sendable {
        let calls: Counter
        let duration: Timer
    }

    private let methods: [ConnectionAdapterMethod: Call]

    /// Nil where no metrics backend is installed, so that it costs nothing.
    init?() {
        guard MetricsSystem.isInstalled else { return nil }
        methods = Dictionary(
            uniqueKeysWithValues: ConnectionAdapterMethod.allCases.map { method in
                let dimensions = [("rpc", method.rawValue)]
                let call = Call(
                    calls: Counter(label: "connection_handler_adapter_calls", dimensions: dimensions),
                    duration: Timer(label: "connection_handler_adapter_call_duration", dimensions: dimensions)
                )
                return (method, call)
            }
        )
    }

    /// `failure` is nil for success. Failures are rare, so their counters are looked up.
    func callEnded(_ method: ConnectionAdapterMethod, _ failure: AdapterError.Code?, nanoseconds: Int64) {
        methods[method]?.calls.increment()
        methods[method]?.duration.recordNanoseconds(nanoseconds)
        guard let failure else { return }
        let dimensions = [("rpc", method.rawValue), ("code", failure.description)]
        Counter(label: "connection_handler_adapter_failures", dimensions: dimensions).increment()
    }
}
