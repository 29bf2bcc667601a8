/// Something that a `TimerWheel` fires once. Entries are linked into the wheel without a reference: `cancel` before letting go of one.
package class TimerWheelEntry {
    fileprivate var next: Unmanaged<TimerWheelEntry>?
    fileprivate var previous: Unmanaged<TimerWheelEntry>?
    fileprivate var dueTick: Int64 = -1

    func timerFired() {}
}

/// A hashed timer wheel: constant time to start and to cancel, at a resolution of one tick. It knows no clock; whoever owns it calls `advance`.
///
/// Every EMQX call carries a deadline and nearly none is reached, so starting and cancelling is what has to be cheap.
struct TimerWheel {
    static let nanosecondsPerTick: Int64 = 5_000_000
    private static let slotCount = 1024

    private var slots = [Unmanaged<TimerWheelEntry>?](repeating: nil, count: slotCount)
    private var currentTick: Int64
    private(set) var count = 0

    init(now: Int64) { currentTick = now / Self.nanosecondsPerTick }

    /// Fires at the first `advance` at or after `time` (nanoseconds, rounded up to a tick). An entry that is running is restarted.
    mutating func start(_ entry: TimerWheelEntry, at time: Int64) {
        cancel(entry)
        let tick = max(currentTick + 1, time / Self.nanosecondsPerTick + (time % Self.nanosecondsPerTick == 0 ? 0 : 1))
        let reference = Unmanaged.passUnretained(entry)
        let slot = Int(tick % Int64(Self.slotCount))
        entry.dueTick = tick
        entry.next = slots[slot]
        entry.previous = nil
        slots[slot]?._withUnsafeGuaranteedRef { $0.previous = reference }
        slots[slot] = reference
        count += 1
    }

    mutating func cancel(_ entry: TimerWheelEntry) {
        guard entry.dueTick >= 0 else { return }
        if let previous = entry.previous {
            previous._withUnsafeGuaranteedRef { $0.next = entry.next }
        } else {
            slots[Int(entry.dueTick % Int64(Self.slotCount))] = entry.next
        }
        entry.next?._withUnsafeGuaranteedRef { $0.previous = entry.previous }
        entry.next = nil
        entry.previous = nil
        entry.dueTick = -1
        count -= 1
    }

    /// Before this time (nanoseconds) nothing is due; nil where there is no entry. Looks at most at every slot once.
    var nextTime: Int64? {
        guard count > 0 else { return nil }
        let first = currentTick + 1
        let next = (first..<first + Int64(Self.slotCount)).first { slots[Int($0 % Int64(Self.slotCount))] != nil }
        return next.map { $0 * Self.nanosecondsPerTick }
    }

    /// Takes out all that is due at `now`; the caller fires them, since firing may start and cancel others.
    mutating func advance(to now: Int64) -> [TimerWheelEntry] {
        let target = now / Self.nanosecondsPerTick
        guard target > currentTick else { return [] }
        let first = max(currentTick + 1, target - Int64(Self.slotCount) + 1)
        currentTick = target
        guard count > 0 else { return [] }
        var due: [TimerWheelEntry] = []
        for tick in first...target { collect(slot: Int(tick % Int64(Self.slotCount)), upTo: target, into: &due) }
        return due
    }

    private mutating func collect(slot: Int, upTo tick: Int64, into due: inout [TimerWheelEntry]) {
        var cursor = slots[slot]
        while let entry = cursor?.takeUnretainedValue() {
            cursor = entry.next
            guard entry.dueTick <= tick else { continue }
            cancel(entry)
            due.append(entry)
        }
    }
}
