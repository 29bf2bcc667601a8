import NIOCore

/// How long to wait between attempts to connect: doubling between two bounds, with up to half taken off at random.
struct Backoff {
    private let bounds: ClosedRange<Duration>
    private var failureCount = 0
    /// When the next attempt may be made.
    private(set) var nextAttempt = NIODeadline.distantPast

    init(bounds: ClosedRange<Duration>) { self.bounds = bounds }

    mutating func succeed() { self = Backoff(bounds: bounds) }

    mutating func fail(now: NIODeadline, jitter: Double = .random(in: 0.5...1)) {
        let doublings = min(failureCount, 30)
        failureCount += 1
        let delay = min(bounds.lowerBound * (1 << doublings), bounds.upperBound)
        nextAttempt = now + TimeAmount(delay * jitter)
    }
}
