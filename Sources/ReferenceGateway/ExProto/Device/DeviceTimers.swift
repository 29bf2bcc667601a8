/// The deadlines of a device's connection, in nanoseconds.
struct DeviceTimers: Sendable, Hashable {
    enum Expired: Sendable, Hashable {
        /// The device has sent nothing since it connected.
        case idle
        /// The device has been silent for one and a half intervals of its keep-alive.
        case keepalive
        /// The broker allowed the client for so long only.
        case session
        /// The handler hasn't taken the rest of an ended connection.
        case closing
    }

    /// How long the handler has for what came before the end of a connection (EMQX's `force_close`).
    static let closingLimit = Duration.seconds(15)

    /// EMQX's `idle_timeout`: until the first bytes, or until the client is known; never again after that.
    private var idle: Int64?
    /// One and a half intervals, EMQX's default `mqtt.keepalive_multiplier`.
    private var allowedSilence: Int64?
    private var lastActivity: Int64 = 0
    private var session: Int64?
    private var closing: Int64?

    var deadline: Int64? {
        if let closing { return closing }
        return [idle, session, silenceEnds].compactMap(\.self).min()
    }

    private var silenceEnds: Int64? { allowedSilence.map { lastActivity + $0 } }

    mutating func opened(idleTimeout: Duration, now: Int64) {
        lastActivity = now
        idle = now + idleTimeout.nanoseconds
    }

    mutating func received(now: Int64) {
        idle = nil
        lastActivity = now
    }

    mutating func authenticated(for lifetime: Duration?, now: Int64) {
        idle = nil
        session = lifetime.map { now + $0.nanoseconds }
    }

    mutating func startKeepalive(_ interval: Duration, now: Int64) {
        lastActivity = now
        allowedSilence = interval.nanoseconds / 2 * 3
    }

    mutating func closed(now: Int64) {
        (idle, session, allowedSilence) = (nil, nil, nil)
        closing = now + Self.closingLimit.nanoseconds
    }

    mutating func ended() { closing = nil }

    /// What is due.
    mutating func expired(now: Int64) -> Expired? {
        if let closing {
            guard closing <= now else { return nil }
            self.closing = now + Self.closingLimit.nanoseconds
            return .closing
        }
        if let idle, idle <= now { return .idle }
        if let session, session <= now { return .session }
        if let silenceEnds, silenceEnds <= now { return .keepalive }
        return nil
    }
}

extension Duration {
    /// At most a century, so that sums with a clock's time can't overflow.
    var nanoseconds: Int64 {
        let limit: Int64 = 100 * 365 * 86_400
        let (seconds, attoseconds) = components
        return min(max(seconds, -limit), limit) * 1_000_000_000 + attoseconds / 1_000_000_000
    }
}
