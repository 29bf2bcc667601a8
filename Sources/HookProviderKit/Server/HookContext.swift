import ExtensionGRPC
public import ExtensionProtocol
public import Logging
public import NIOCore

/// What a handler knows of a call beside its event.
public struct HookContext: Sendable {
    /// The hook that was called.
    public var hook: Hook { environment.hook }
    /// The version of the interface that the broker speaks.
    public var version: ExHookVersion { environment.version }
    /// The broker node that calls, as it says of itself; empty from brokers before EMQX 4.3.14 and 4.4.3.
    public let broker: BrokerMetadata
    private let call: ServerCall
    let environment: HookCallEnvironment
    private var isInBackground = false

    init(call: ServerCall, environment: HookCallEnvironment, broker: BrokerMetadata) {
        self.call = call
        self.environment = environment
        self.broker = broker
    }

    /// When the broker gives up waiting (its `request_timeout`, 5 seconds by default); nil if it didn't say, and in the background.
    public var deadline: NIODeadline? { isInBackground ? nil : call.deadline }

    /// The address of the broker's connection.
    public var peer: String { call.peer }

    /// The common name of the certificate that the broker showed, empty if it has none; nil without TLS or without a certificate.
    public var peerCommonName: String? { call.peerCertificate?.commonName }

    /// A logger that tells the hook, the broker's node and its address with every line.
    public var logger: Logger {
        var logger = environment.provider.logger.about(broker, at: peer)
        logger[metadataKey: "hook"] = "\(hook.name(in: version))"
        return logger
    }

    /// Runs work that blocks or computes for long on a thread of its own, and comes back with its result.
    ///
    /// The threads and those that may wait for one are bounded (``HookProviderConfiguration/offloadThreads`` and
    /// ``HookProviderConfiguration/offloadQueueLimit``); past the bound this throws at once, which fails the call with RESOURCE_EXHAUSTED.
    public func offload<Result: Sendable>(_ work: @escaping @Sendable () throws -> Result) async throws -> Result {
        try await environment.provider.offloadPool.run(work)
    }

    /// What the caller sent beside the request; from EMQX that is nothing.
    var metadata: RPCMetadata { call.metadata }

    /// The same for a handler that runs after the call was answered.
    var inBackground: HookContext {
        var context = self
        context.isInBackground = true
        return context
    }
}

extension HookContext {
    /// Ends the call with what the broker is told of an error of the handler, and logs the error itself.
    func fail(_ error: any Error) {
        handlerFailed(error)
        call.fail(RPCError(failure: error))
    }

    func handlerFailed(_ error: any Error) {
        // What a handler throws for its cancellation says nothing: the call has ended before.
        if !(error is CancellationError && Task.isCancelled) { logger.error("The handler failed.", metadata: ["error": "\(error)"]) }
    }

    func handlerOverran() {
        environment.metrics?.fallbackGiven()
        logger.warning("The handler hasn't decided in time, so its fallback was given.")
    }

    /// Logged at the first drop, and then at every thousandth: there may be very many.
    func notificationDropped(_ dropped: Int, limit: Int) {
        environment.metrics?.notificationDropped()
        guard dropped % 1000 == 1 else { return }
        logger.warning(
            "Too many notifications wait for the handler, so some are dropped.",
            metadata: ["limit": "\(limit)", "dropped": "\(dropped)"]
        )
    }
}
