import CoreMetrics
import ExtensionGRPC
import ExtensionProtocol
import ExtensionServices

/// What is counted of one hook's calls in one version.
struct HookMetrics: RPCMethodObserver {
    private let calls: Counter
    private let failures: Counter
    private let duration: Timer
    private let inFlight: Meter
    private let fallbacks: Counter
    private let drops: Counter
    private let backgroundFailures: Counter

    /// Nil where no metrics backend is installed, so that it costs nothing.
    init?(hook: Hook, version: ExHookVersion) {
        guard MetricsSystem.isInstalled else { return nil }
        let dimensions = [("hook", hook.name(in: .v3)), ("version", "\(version)")]
        calls = Counter(label: "hook_provider_calls", dimensions: dimensions)
        failures = Counter(label: "hook_provider_failures", dimensions: dimensions)
        duration = Timer(label: "hook_provider_call_duration", dimensions: dimensions)
        inFlight = Meter(label: "hook_provider_calls_in_flight", dimensions: dimensions)
        fallbacks = Counter(label: "hook_provider_fallbacks", dimensions: dimensions)
        drops = Counter(label: "hook_provider_background_drops", dimensions: dimensions)
        backgroundFailures = Counter(label: "hook_provider_background_failures", dimensions: dimensions)
    }

    func callStarted() { inFlight.increment() }

    func callEnded(_ code: RPCStatus.Code, after nanoseconds: Int64) {
        inFlight.decrement()
        calls.increment()
        if code != .ok { failures.increment() }
        duration.recordNanoseconds(nanoseconds)
    }

    func fallbackGiven() { fallbacks.increment() }

    func backgroundFailed() { backgroundFailures.increment() }

    func notificationDropped() { drops.increment() }
}
