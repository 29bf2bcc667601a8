import NIOConcurrencyHelpers
import NIOCore
import Testing

@testable import ExtensionGRPC

@Suite(.timeLimit(.minutes(1)))
struct LoopTasksTests {
    @Test func aTaskThatIsDoneTakesMoreWork() async throws {
        try await withLoop { loop in
            let first = try await loop.complete(Work())
            #expect(try await loop.complete(Work()) == first)
        }
    }

    @Test func workAtTheSameTimeHasTasksOfItsOwn() async throws {
        try await withLoop { loop in
            let (one, other) = (Work(waits: true), Work(waits: true))
            let tasks = (try await loop.begin(one), try await loop.begin(other))
            #expect(tasks.0 != tasks.1)
            for work in [one, other] {
                await work.began.wait()
                work.mayEnd.fire()
            }
        }
    }

    @Test func aTaskThatMayBeCancelledLaterEnds() async throws {
        try await withLoop { loop in
            let task = try await loop.begin(Work(allowsReuse: false))
            await task.value
            #expect(try await loop.complete(Work()) != task)
        }
    }

    @Test func aCancelledTaskEnds() async throws {
        try await withLoop { loop in
            let work = Work(waits: true)
            let task = try await loop.begin(work)
            await work.began.wait()
            task.cancel()
            work.mayEnd.fire()
            await task.value
        }
    }

    /// Such as a connection that has gone.
    @Test func aTaskThatWaitsKeepsNothingOfItsWork() async throws {
        try await withLoop { loop in
            let first = try await loop.completeAndForget()
            let last = try await loop.completeAndForget()
            #expect(first.task == last.task)
            #expect(first.work == nil)
            #expect(last.work == nil)
        }
    }

    @Test func tasksThatWaitEndWithTheLoop() async throws {
        let work = NIOLockedValueBox<[Task<Void, Never>]>([])
        try await withLoop { loop in
            for _ in 0..<3 { work.withLockedValue { $0.append(loop.tasks.begin(Work(waits: false))) } }
            for _ in 0..<3 { _ = try await loop.complete(Work()) }
            let waiting = try await loop.begin(Work())
            try await loop.eventLoop.submit { loop.retire() }.get()
            await waiting.value
        }
        for task in work.withLockedValue({ $0 }) { await task.value }
    }

    /// As in a handler that goes on after the shutdown.
    @Test func workBeginsAlsoOnALoopThatIsRetired() async throws {
        try await withLoop { loop in
            try await loop.eventLoop.submit { loop.retire() }.get()
            let work = Work()
            await loop.tasks.begin(work).value
            await work.ended.wait()
        }
    }

    /// As a timer's may, on a loop that goes on.
    @Test func workThatBeginsOnTheLoopItselfMayDoSoToo() async throws {
        try await withLoop { loop in
            try await loop.eventLoop.submit { loop.retire() }.get()
            for _ in 0..<100 { await (try await loop.begin(Work())).value }
        }
    }
}

/// Says when it has begun and ended; may wait in between.
private final class Work: LoopWork {
    let began = Signal()
    let mayEnd = Signal()
    let ended = Signal()
    private let allowsReuse: Bool

    init(waits: Bool = false, allowsReuse: Bool = true) {
        self.allowsReuse = allowsReuse
        if !waits { mayEnd.fire() }
    }

    func run() async -> Bool {
        began.fire()
        await mayEnd.wait()
        ended.fire()
        return allowsReuse
    }
}

private struct Completed {
    let task: Task<Void, Never>
    weak var work: Work?
}

extension LoopContext {
    fileprivate func begin(_ work: Work) async throws -> Task<Void, Never> {
        try await eventLoop.submit { self.tasks.begin(work) }.get()
    }

    /// Returns once the task waits for more.
    fileprivate func complete(_ work: Work) async throws -> Task<Void, Never> {
        let task = try await begin(work)
        await work.ended.wait()
        // The task goes on in the pass that ended the work, and this comes behind it.
        for _ in 0..<3 { try await eventLoop.submit {}.get() }
        return task
    }

    /// The same, with work that is nobody else's.
    fileprivate func completeAndForget() async throws -> Completed {
        let work = Work()
        return Completed(task: try await complete(work), work: work)
    }
}
