/// How many connections a listener accepts per second: up to one second's worth at once. It knows no clock: times are nanoseconds of any.
struct AcceptRate: Sendable, Hashable {
    var perSecond: Int
    /// When as many connections as were accepted would have come one by one. It may lie one second in the past.
    private var paidUntil: Int64

    init(perSecond: Int, now: Int64) {
        self.perSecond = perSecond
        paidUntil = now - 1_000_000_000
    }

    private var nanosecondsPerConnection: Int64 { 1_000_000_000 / Int64(max(1, perSecond)) }

    mutating func accepted(now: Int64) {
        paidUntil = max(paidUntil, now - 1_000_000_000) + nanosecondsPerConnection
    }

    /// How long to wait before the next one; 0 for not at all.
    func delay(now: Int64) -> Int64 { max(0, paidUntil + nanosecondsPerConnection - now) }
}
