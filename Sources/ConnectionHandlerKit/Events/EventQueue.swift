import NIOCore

/// The events of one connection in the order in which its handler takes them: the opening first, the close last, all others as they came.
/// Does no IO. An event's `Origin` is who is to be told that it was handled.
struct EventQueue<Origin: Sendable>: Sendable {
    struct Entry: Sendable {
        var event: ConnectionEvent
        var origin: Origin
    }

    enum Admission: Sendable, Hashable {
        case admitted
        /// There is no room before an event was taken.
        case full
        /// Nothing is taken any more: the connection has ended, or its handler has given it up.
        case ended
    }

    /// One event is admitted whatever it costs.
    private let limit: Int
    private var entries = CircularBuffer<Entry>(initialCapacity: 1)
    private var cost = 0
    private var close: Entry?
    private var isCloseDue = false
    private var isAbandoned = false
    private(set) var isOpen = false
    private(set) var hasEnded = false

    init(limit: Int) { self.limit = limit }

    /// Whether nothing but a close has come of a connection that wasn't opened.
    var isOnlyClosed: Bool { !isOpen && entries.isEmpty && close != nil }

    /// Whether the handler hasn't come yet to the close.
    var isClosing: Bool { close != nil }

    /// Lets the handler begin. False if it was let before, or won't be any more.
    mutating func open(_ origin: Origin) -> Bool {
        guard !isOpen, !hasEnded else { return false }
        isOpen = true
        entries.prepend(Entry(event: .opened, origin: origin))
        cost += ConnectionEvent.opened.cost
        return true
    }

    mutating func append(_ event: ConnectionEvent, _ origin: Origin) -> Admission {
        guard !hasEnded, !isAbandoned else { return .ended }
        guard hasRoom else { return .full }
        entries.append(Entry(event: event, origin: origin))
        cost += event.cost
        return .admitted
    }

    /// Whether an event is admitted, or there is nothing to wait for.
    var hasRoom: Bool { hasEnded || isAbandoned || cost < limit }

    /// Has the connection closed once the events before that are taken, those included that come until the close is due. False if it is
    /// closed already.
    mutating func close(_ reason: CloseReason, _ origin: Origin, isDue: Bool) -> Bool {
        guard close == nil, !hasEnded else { return false }
        close = Entry(event: .closed(reason), origin: origin)
        isCloseDue = isDue
        return true
    }

    mutating func closeIsDue() { isCloseDue = true }

    /// The event that the handler takes next; nil where it has to wait.
    mutating func next() -> Entry? {
        guard isOpen, !hasEnded else { return nil }
        if let entry = entries.popFirst() {
            cost -= entry.event.cost
            return entry
        }
        guard isCloseDue, let close else { return nil }
        hasEnded = true
        self.close = nil
        return close
    }

    /// Gives up what waits, for a close that the handler sees as soon as it comes for its next event.
    mutating func abandon(_ reason: CloseReason, _ origin: Origin) -> [Entry] {
        defer {
            isAbandoned = true
            close = Entry(event: .closed(reason), origin: origin)
            isCloseDue = true
        }
        return removeAll()
    }

    /// Gives up what waits, and takes nothing more.
    mutating func end() -> [Entry] {
        hasEnded = true
        return removeAll()
    }

    private mutating func removeAll() -> [Entry] {
        defer {
            entries.removeAll()
            cost = 0
            close = nil
        }
        return Array(entries) + (close.map { [$0] } ?? [])
    }
}
