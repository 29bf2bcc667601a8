/// How a connection finds out that its peer is dead.
///
/// Servers count PINGs as abuse that come more often than every five minutes without a response in between, and nearly all of those where no
/// call is in flight (gRFC A8). So with the defaults a silent peer is asked once, and then no sooner than servers permit; one that dies
/// while no call is in flight is found by the next.
package struct Keepalive: Sendable, Hashable {
    /// How long nothing may have come while calls are in flight, before a PING asks for a sign of life. 10 seconds by default.
    package var interval: Duration
    /// How long the answer may take. 10 seconds by default.
    package var timeout: Duration
    /// Whether PINGs are sent every `interval` of silence without calls too. Not by default; the server has to permit it.
    package var pingsWithoutCalls: Bool

    package init(interval: Duration = .seconds(10), timeout: Duration = .seconds(10), pingsWithoutCalls: Bool = false) {
        self.interval = interval
        self.timeout = timeout
        self.pingsWithoutCalls = pingsWithoutCalls
    }
}

/// Decides when to send a PING, and when to give the peer up. It knows no clock: times are nanoseconds of any.
struct KeepaliveMonitor {
    enum Verdict: Equatable {
        /// Nothing to do before that time.
        case wait(until: Int64)
        /// Send a PING, and check again at that time.
        case ping(checkAt: Int64)
        /// Nothing to do before the next call.
        case rest
        case giveUp
    }

    private let interval: Int64
    private let timeout: Int64
    private let pingsWithoutCalls: Bool
    private var lastHeard: Int64
    /// Nothing has come since calls began last.
    private var isUnheard = false
    private var lastPing: Int64?
    private var isPingUnanswered = false

    init(_ policy: Keepalive, at now: Int64) {
        interval = policy.interval.nanoseconds
        timeout = policy.timeout.nanoseconds
        pingsWithoutCalls = policy.pingsWithoutCalls
        lastHeard = now
    }

    /// Bytes have come: the peer lives.
    mutating func heard(at now: Int64) {
        lastHeard = now
        isUnheard = false
        isPingUnanswered = false
    }

    /// The peer has sent something of a response, which lets it forget the PINGs that it has counted.
    mutating func answered() { lastPing = nil }

    /// The first call after none: the silence until now was nobody's fault, unless the calls before have ended in it.
    mutating func callsBegan(at now: Int64) {
        if !isUnheard { lastHeard = max(lastHeard, now) }
        isUnheard = true
    }

    mutating func check(at now: Int64, hasCalls: Bool) -> Verdict {
        if isPingUnanswered, let lastPing {
            return now >= lastPing + timeout ? .giveUp : .wait(until: lastPing + timeout)
        }
        guard hasCalls || pingsWithoutCalls else { return .rest }
        let due = max(lastHeard + interval, lastPing.map { $0 + gap } ?? .min)
        guard now >= due else { return .wait(until: due) }
        lastPing = now
        isPingUnanswered = true
        return .ping(checkAt: now + timeout)
    }

    private var gap: Int64 { pingsWithoutCalls ? interval : max(interval, Self.toleratedGap) }

    /// Servers want five minutes. A little more, since they measure when a PING arrives and not when it leaves.
    private static let toleratedGap: Int64 = 330_000_000_000
}
