/// How ``PrometheusMetrics`` describes metrics, and which buckets its histograms have.
///
/// Buckets are given by their upper bounds, in any order; a last one for everything above is always added.
public struct PrometheusMetricsConfiguration: Sendable {
    /// The buckets of timers; 17 from 50 µs to 10 s by default.
    public var durationBuckets: [Duration] = [
        .microseconds(50), .microseconds(100), .microseconds(250), .microseconds(500),
        .milliseconds(1), .microseconds(2500), .milliseconds(5),
        .milliseconds(10), .milliseconds(25), .milliseconds(50),
        .milliseconds(100), .milliseconds(250), .milliseconds(500),
        .seconds(1), .milliseconds(2500), .seconds(5), .seconds(10),
    ]

    /// The buckets of recorders that aggregate; the powers of 4 from 1 to 16,777,216 by default, for counts and bytes.
    public var valueBuckets: [Double] = (0...12).map { Double(1 << (2 * $0)) }

    /// The buckets of timers with these labels, instead of ``durationBuckets``; none by default.
    public var durationBucketsByLabel: [String: [Duration]] = [:]

    /// The buckets of recorders with these labels, instead of ``valueBuckets``; none by default.
    public var valueBucketsByLabel: [String: [Double]] = [:]

    /// What metrics with these labels mean, for the HELP lines. A metric without a description is described by its label.
    public var descriptions: [String: String] = [:]

    /// The defaults.
    public init() {}
}
