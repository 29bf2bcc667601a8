/// How often clients of one address may fail before they aren't listened to for a while.
package struct FailureLimits: Sendable {
    /// Failures within a window; 0 for no limit.
    package var failures = 100
    /// How long a window is, from its first failure on.
    package var window: Duration = .seconds(60)
    /// Addresses that are counted at the same time; of more, the oldest is forgotten.
    package var addresses = 100_000

    package init() {}
}
