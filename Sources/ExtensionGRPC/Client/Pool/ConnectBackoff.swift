/// How long a client waits before it tries again what has failed: connecting, resolving a name (gRPC's connection-backoff.md).
package struct ConnectBackoff: Sendable, Hashable {
    /// The wait after the first failure. 250 milliseconds by default.
    package var initial: Duration
    /// What each failure multiplies the wait with. 1.6 by default.
    package var multiplier: Double
    /// The longest wait, before jitter. 30 seconds by default.
    package var maximum: Duration
    /// By which part of itself a wait is longer or shorter at random, so that clients don't come back all at once. 0.2 by default.
    package var jitter: Double

    package init(
        initial: Duration = .milliseconds(250),
        multiplier: Double = 1.6,
        maximum: Duration = .seconds(30),
        jitter: Double = 0.2
    ) {
        self.initial = initial
        self.multiplier = multiplier
        self.maximum = maximum
        self.jitter = jitter
    }

    /// Nanoseconds to wait after so many failures in a row. `random` is from -1 to 1.
    func delay(afterFailures failures: Int, random: Double) -> Int64 {
        let longest = Double(maximum.nanoseconds)
        var delay = Double(initial.nanoseconds)
        for _ in 1..<max(2, failures) where delay < longest { delay *= failures > 1 ? multiplier : 1 }
        return Int64(min(delay, longest) * (1 + jitter * random))
    }
}
