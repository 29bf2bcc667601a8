/// Bounds how much work a peer can ask for with frames that carry no message: resets, settings, pings, empty DATA, priorities.
///
/// Every kind has a bucket of tokens that refills with time. EMQX sends a PING a minute and a few SETTINGS per connection, and grpc clients
/// that probe their bandwidth a few PINGs a second, all far below. Acknowledgements cost nothing and aren't counted.
struct FloodGuard {
    enum Frame: Int, CaseIterable {
        case reset, settings, ping, emptyData, priority

        fileprivate var burst: Double {
            switch self {
            case .reset: 5000
            case .settings: 100
            case .ping: 1000
            case .emptyData: 1000
            case .priority: 5000
            }
        }

        fileprivate var perSecond: Double {
            switch self {
            case .reset: 500
            case .settings: 5
            case .ping: 100
            case .emptyData: 100
            case .priority: 500
            }
        }
    }

    private var tokens = Frame.allCases.map(\.burst)
    private var refilledAt: Int64

    init(now: Int64) { refilledAt = now }

    /// False when the peer has used up its allowance for that kind of frame. `now` in nanoseconds.
    mutating func admit(_ frame: Frame, now: Int64) -> Bool {
        refill(now: now)
        guard tokens[frame.rawValue] >= 1 else { return false }
        tokens[frame.rawValue] -= 1
        return true
    }

    private mutating func refill(now: Int64) {
        let seconds = Double(now - refilledAt) / 1e9
        guard seconds > 0.01 else { return }
        refilledAt = now
        for frame in Frame.allCases {
            tokens[frame.rawValue] = min(frame.burst, tokens[frame.rawValue] + seconds * frame.perSecond)
        }
    }
}
