import NIOConcurrencyHelpers
import NIOCore

#if canImport(Glibc)
import Glibc
#elseif canImport(Musl)
import Musl
#else
import Darwin
#endif

/// What the loop's thread works for.
protocol PollLoopClient: AnyObject {
    var isFinished: Bool { get }
    /// Does what is due, and says when it next has something to do, nil for not before something happens.
    func turn(now: NIODeadline) -> NIODeadline?
    func descriptors() -> [pollfd]
    /// Tells what the last `descriptors()` are ready for.
    func handle(_ ready: [pollfd], now: NIODeadline)
}

/// Waits with poll(2) for sockets, for time, and for work from other threads, on the thread that calls `run`.
final class PollLoop: Sendable {
    private struct Inbox {
        var jobs: [@Sendable () -> Void] = []
        var isWaiting = false
        var isFinished = false
    }

    private let inbox = NIOLockedValueBox(Inbox())
    // A pipe and not an eventfd, because macOS has only the one.
    private let (wakeReader, wakeWriter): (CInt, CInt)

    init() {
        var ends: [CInt] = [-1, -1]
        precondition(pipe(&ends) == 0, "no file descriptors left")
        for end in ends {
            _ = fcntl(end, F_SETFL, O_NONBLOCK)
            _ = fcntl(end, F_SETFD, FD_CLOEXEC)
        }
        (wakeReader, wakeWriter) = (ends[0], ends[1])
    }

    deinit {
        close(wakeReader)
        close(wakeWriter)
    }

    /// Has the loop's thread run `job`. False, and nothing happens, when the loop has ended.
    @discardableResult
    func execute(_ job: @escaping @Sendable () -> Void) -> Bool {
        let (isAccepted, needsWake) = inbox.withLockedValue { inbox in
            guard !inbox.isFinished else { return (false, false) }
            inbox.jobs.append(job)
            defer { inbox.isWaiting = false }
            return (true, inbox.isWaiting)
        }
        if needsWake { _ = write(wakeWriter, [0], 1) }
        return isAccepted
    }

    func run(_ client: some PollLoopClient) {
        while !client.isFinished {
            runJobs()
            wait(for: client, until: client.turn(now: .now()))
        }
        inbox.withLockedValue { $0.isFinished = true }
        runJobs()
    }

    private func runJobs() {
        let jobs = inbox.withLockedValue { inbox in
            defer { inbox.jobs = [] }
            return inbox.jobs
        }
        for job in jobs { job() }
    }

    private func wait(for client: some PollLoopClient, until deadline: NIODeadline?) {
        guard !client.isFinished else { return }
        var ready = client.descriptors() + [pollfd(fd: wakeReader, events: Int16(POLLIN), revents: 0)]
        let mayWait = inbox.withLockedValue { inbox in
            inbox.isWaiting = inbox.jobs.isEmpty
            return inbox.isWaiting
        }
        poll(&ready, nfds_t(ready.count), mayWait ? Self.milliseconds(until: deadline) : 0)
        inbox.withLockedValue { $0.isWaiting = false }
        let wake = ready.removeLast()
        if wake.revents != 0 { emptyWakePipe() }
        client.handle(ready, now: .now())
    }

    /// There is one byte at most: nobody writes unless the loop waits, and only the first to find it waiting.
    private func emptyWakePipe() {
        var byte: UInt8 = 0
        _ = read(wakeReader, &byte, 1)
    }

    /// Rounded up, so that a deadline is over when the wait is.
    private static func milliseconds(until deadline: NIODeadline?) -> CInt {
        guard let deadline else { return -1 }
        let nanoseconds = (deadline - .now()).nanoseconds
        return nanoseconds <= 0 ? 0 : CInt(clamping: (nanoseconds - 1) / 1_000_000 + 1)
    }
}
