import NIOCore
import Testing

@testable import ExtensionPostgres

@Suite("Waiting queue")
struct WaitingQueueTests {
    private func request(_ deadline: NIODeadline? = nil) -> Request { Request(.lease(Lease()), deadline: deadline) }

    @Test("Those that were given up don't count, and are skipped")
    func finished() {
        var queue = WaitingQueue(limit: 3)
        let requests = (0..<3).map { _ in request() }
        for request in requests { queue.append(request) }
        #expect(queue.isFull)
        requests[0].finish(.failure(.poolClosed))
        queue.noteFinished()
        #expect(queue.count == 2)
        #expect(!queue.isFull)
        #expect(queue.first === requests[1])
        queue.removeFirst()
        #expect(queue.first === requests[2])
        #expect(queue.count == 1)
    }

    @Test("However many are given up, the queue doesn't keep them")
    func compaction() {
        var queue = WaitingQueue(limit: 10)
        queue.append(request())
        weak var last: Request?
        for _ in 0..<1_000 {
            let request = request()
            last = request
            queue.append(request)
            request.finish(.failure(.poolClosed))
            queue.noteFinished()
        }
        queue.append(request())
        #expect(last == nil)
        #expect(queue.count == 2)
    }

    @Test("Overdue are those whose deadline has come; the next one is known")
    func deadlines() {
        var queue = WaitingQueue(limit: 10)
        let now = NIODeadline.now()
        let (late, never, later) = (request(now), request(), request(now + .seconds(2)))
        for request in [late, never, later, request(now + .seconds(3))] { queue.append(request) }
        let (overdue, next) = queue.overdue(now: now)
        #expect(overdue.map(ObjectIdentifier.init) == [ObjectIdentifier(late)])
        #expect(next == later.deadline)
    }
}
