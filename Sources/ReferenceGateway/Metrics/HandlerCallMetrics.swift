import CoreMetrics
import ExtensionGRPC
import ExtensionProtocol
import ExtensionServices

/// What is counted of the calls to handlers.
struct HandlerCallMetrics: Sendable {
    private struct Call: Sendable {
        let calls: Counter
        let duration: Timer
    }

    private let factory: any MetricsFactory
    private let methods: [ConnectionHandlerMethod: Call]

    /// Nil where no metrics backend is installed, so that it costs nothing.
    init?() {
        guard MetricsSystem.isInstalled else { return nil }
        factory = MetricsSystem.factory
        methods = Dictionary(
            uniqueKeysWithValues: ConnectionHandlerMethod.allCases.map { method in
                let dimensions = [("rpc", method.rawValue)]
                let call = Call(
                    calls: Counter(label: "gateway_handler_calls", dimensions: dimensions),
                    duration: Timer(label: "gateway_handler_call_duration", dimensions: dimensions)
                )
                return (method, call)
            }
        )
    }

    func callEnded(_ method: ConnectionHandlerMethod, _ code: RPCStatus.Code, after nanoseconds: Int64) {
        methods[method]?.calls.increment()
        methods[method]?.duration.recordNanoseconds(nanoseconds)
        guard code != .ok else { return }
        let dimensions = [("rpc", method.rawValue), ("code", "\(code)")]
        Counter(label: "gateway_handler_failures", dimensions: dimensions, factory: factory).increment()
    }
}
