import NIOCore

/// Requests that wait for a connection, first in, first out, up to a limit.
struct WaitingQueue {
    let limit: Int
    private var requests = CircularBuffer<Request>()
    private var finishedCount = 0

    init(limit: Int) { self.limit = limit }

    /// How many wait. Those that were cancelled or are overdue don't count.
    var count: Int { requests.count - finishedCount }

    var isFull: Bool { count >= limit }

    mutating func append(_ request: Request) {
        request.isWaiting = true
        requests.append(request)
    }

    /// Puts one back that has already waited, whatever the limit.
    mutating func prepend(_ request: Request) {
        request.isWaiting = true
        requests.prepend(request)
    }

    var first: Request? {
        mutating get {
            while let first = requests.first, first.isFinished {
                requests.removeFirst()
                finishedCount -= 1
            }
            return requests.first
        }
    }

    mutating func removeFirst() { requests.removeFirst().isWaiting = false }

    /// Has to be called when one that waits here is finished. They go when they are half of all, so that each costs little.
    mutating func noteFinished() {
        finishedCount += 1
        guard finishedCount * 2 > requests.count else { return }
        requests.removeAll(where: \.isFinished)
        finishedCount = 0
    }

    /// Those whose deadline is over, and the earliest deadline of the others.
    func overdue(now: NIODeadline) -> (requests: [Request], nextDeadline: NIODeadline?) {
        let waiting = requests.lazy.filter { !$0.isFinished }
        let overdue = Array(waiting.filter { $0.deadline.map { $0 <= now } ?? false })
        let nextDeadline = waiting.compactMap(\.deadline).filter { $0 > now }.min()
        return (overdue, nextDeadline)
    }

    mutating func removeAll() -> [Request] {
        defer {
            requests.removeAll()
            finishedCount = 0
        }
        for request in requests { request.isWaiting = false }
        return Array(requests.lazy.filter { !$0.isFinished })
    }
}
