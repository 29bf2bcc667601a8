/// What a kit's configuration says of the server underneath.
package struct ServiceHostConfiguration: Sendable {
    package var eventLoops: Int
    package var maximumMessageSize: Int
    package var drainTimeout: Duration
    /// The label of the metric that counts handlers that kept their event loop.
    package var stallCounter: String

    package init(eventLoops: Int, maximumMessageSize: Int, drainTimeout: Duration, stallCounter: String) {
        self.eventLoops = eventLoops
        self.maximumMessageSize = maximumMessageSize
        self.drainTimeout = drainTimeout
        self.stallCounter = stallCounter
    }
}

/// Why a server didn't start.
package enum ServiceStartError: Error {
    case alreadyStarted
    case cannotListen(on: String, reason: String)
}
