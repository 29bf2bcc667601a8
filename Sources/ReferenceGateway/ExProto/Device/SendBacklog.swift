/// What was sent to a device and isn't in its socket yet: how much, since when, and who waits for it. It does no IO.
struct SendBacklog: Sendable {
    /// From how many bytes on nothing more is taken.
    static let byteLimit = 4 << 20
    /// From how many writes on, since each of them takes more room than its bytes.
    static let writeLimit = 10_000

    private(set) var writes = 0
    private(set) var bytes = 0
    /// When the device has taken nothing for too long, in nanoseconds; nil where nothing waits for it.
    private(set) var deadline: Int64?
    /// Calls of Send whose answers are held back, so that a handler doesn't run away from its device.
    private var waiting: [AdapterCall] = []

    var isEmpty: Bool { writes == 0 }
    var isFull: Bool { bytes >= Self.byteLimit || writes >= Self.writeLimit }

    mutating func began(_ count: Int) {
        writes += 1
        bytes += count
    }

    /// What was begun hasn't all gone out at once.
    mutating func startDeadline(at time: Int64) {
        if writes > 0, deadline == nil { deadline = time }
    }

    /// `next` is when the next write has to have gone out.
    mutating func finished(_ count: Int, next: Int64) {
        writes -= 1
        bytes -= count
        if deadline != nil { deadline = writes == 0 ? nil : next }
    }

    /// Returns whether the deadline has passed, and forgets it.
    mutating func isOverdue(now: Int64) -> Bool {
        guard let deadline, deadline <= now else { return false }
        self.deadline = nil
        return true
    }

    mutating func wait(_ call: AdapterCall) { waiting.append(call) }

    mutating func takeWaiting() -> [AdapterCall] {
        guard !waiting.isEmpty else { return [] }
        defer { waiting = [] }
        return waiting
    }
}
