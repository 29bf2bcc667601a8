import ExtensionProtocol
import Testing

@testable import ConnectionHandlerKit

/// The order of one connection's events, without a socket. Origins are numbers.
struct EventQueueTests {
    /// A reference, since expectations can't change a value.
    private final class Queue {
        private var queue: EventQueue<Int>

        init(limit: Int) { queue = EventQueue(limit: limit) }

        var hasRoom: Bool { queue.hasRoom }
        var hasEnded: Bool { queue.hasEnded }
        var isOnlyClosed: Bool { queue.isOnlyClosed }
        func open(_ origin: Int) -> Bool { queue.open(origin) }
        func append(_ event: ConnectionEvent, _ origin: Int) -> EventQueue<Int>.Admission { queue.append(event, origin) }
        func close(_ reason: CloseReason, _ origin: Int, isDue: Bool) -> Bool { queue.close(reason, origin, isDue: isDue) }
        func closeIsDue() { queue.closeIsDue() }
        func next() -> ConnectionEvent? { queue.next()?.event }
        func abandon(_ reason: CloseReason, _ origin: Int) -> [Int] { queue.abandon(reason, origin).map(\.origin) }
        func end() -> [Int] { queue.end().map(\.origin) }

        func takeAll() -> [ConnectionEvent] {
            var events: [ConnectionEvent] = []
            while let event = next() { events.append(event) }
            return events
        }
    }

    private let end = CloseReason(gateway: "{shutdown,tcp_closed}")

    @Test func theOpeningComesFirstWhateverCameBefore() {
        let queue = Queue(limit: 10_000)
        #expect(queue.append(.received([1]), 1) == .admitted)
        #expect(queue.append(.received([2]), 2) == .admitted)
        #expect(queue.next() == nil, "nothing before the opening")
        #expect(queue.open(3))
        #expect(queue.takeAll() == [.opened, .received([1]), .received([2])])
    }

    @Test func aSecondOpeningIsRefused() {
        let queue = Queue(limit: 10_000)
        #expect(queue.open(1))
        #expect(!queue.open(2))
        #expect(queue.takeAll() == [.opened])
    }

    @Test func theCloseComesLast() {
        let queue = Queue(limit: 10_000)
        #expect(queue.open(1))
        #expect(queue.close(end, 2, isDue: false))
        #expect(queue.append(.received([1]), 3) == .admitted, "bytes that another stream brings behind the close")
        #expect(queue.takeAll() == [.opened, .received([1])], "not before it is due")
        #expect(queue.append(.received([2]), 4) == .admitted)
        queue.closeIsDue()
        #expect(queue.takeAll() == [.received([2]), .closed(end)])
        #expect(queue.hasEnded)
        #expect(queue.append(.received([3]), 5) == .ended)
        #expect(!queue.close(end, 6, isDue: true), "a second close")
    }

    @Test func onlyTheFirstCloseCounts() {
        let queue = Queue(limit: 10_000)
        #expect(queue.open(1))
        #expect(queue.close(end, 2, isDue: true))
        #expect(!queue.close(.lost, 3, isDue: true))
        #expect(queue.takeAll() == [.opened, .closed(end)])
    }

    @Test func aCloseWithoutAnOpeningIsKnownAsSuch() {
        let queue = Queue(limit: 10_000)
        #expect(!queue.isOnlyClosed)
        #expect(queue.close(end, 1, isDue: false))
        #expect(queue.isOnlyClosed)
        #expect(queue.append(.received([1]), 2) == .admitted)
        #expect(!queue.isOnlyClosed)
        #expect(queue.end() == [2, 1])
    }

    @Test func whatWaitsIsBounded() {
        let queue = Queue(limit: 1_000)
        #expect(queue.open(0))
        #expect(queue.append(.received(Array(repeating: 0, count: 2_000)), 1) == .admitted, "one, whatever it costs")
        #expect(queue.append(.received([1]), 2) == .full)
        #expect(!queue.hasRoom)
        _ = queue.next()
        #expect(!queue.hasRoom, "only the opening was taken")
        _ = queue.next()
        #expect(queue.hasRoom)
        #expect(queue.append(.received([1]), 3) == .admitted)
    }

    @Test func messagesCountTheirTopicsAndPayloads() {
        let message = Message(topic: "0123456789", payload: Array(repeating: 0, count: 90))
        #expect(ConnectionEvent.delivered([message, message]).cost == 64 + 2 * (256 + 100))
    }

    @Test func anAbandonedConnectionGivesUpWhatWaits() {
        let queue = Queue(limit: 100)
        #expect(queue.open(1))
        _ = queue.next()
        #expect(queue.append(.received([1]), 2) == .admitted)
        #expect(queue.close(end, 3, isDue: false))
        #expect(queue.abandon(.lost, 4) == [2, 3])
        #expect(queue.hasRoom, "who waits for room needn't any more")
        #expect(queue.append(.received([2]), 5) == .ended)
        #expect(queue.takeAll() == [.closed(.lost)])
    }
}
