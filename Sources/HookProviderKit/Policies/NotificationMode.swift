/// When a notification is acknowledged. The broker waits for that within the client's own process, so it slows the client down.
public struct NotificationMode: Sendable, Hashable {
    /// What becomes of a notification when the limit of those that wait is reached.
    public struct Overflow: Sendable, Hashable {
        enum Kind { case dropNewest, wait }

        let kind: Kind

        /// The notification is acknowledged and dropped; the drop is counted and logged.
        public static let dropNewest = Overflow(kind: .dropNewest)

        /// The notification is acknowledged once there is room, which slows the broker's clients down. One whose broker gives up before is
        /// dropped and counted.
        public static let wait = Overflow(kind: .wait)
    }

    struct Background: Sendable, Hashable {
        var limit: Int
        var overflow: Overflow
    }

    let background: Background?

    /// After the handler has returned: the default.
    public static let awaited = NotificationMode(background: nil)

    /// At once; the handler runs afterwards. Handlers of one client run one after the other, in the order in which the broker called.
    ///
    /// `limit` counts the notifications of this handler that wait or run; 10,000 by default. What a process that is killed had
    /// acknowledged and not handled is lost.
    public static func background(limit: Int = 10_000, overflow: Overflow = .dropNewest) -> NotificationMode {
        precondition(limit > 0, "a background mode needs a limit of at least one")
        return NotificationMode(background: Background(limit: limit, overflow: overflow))
    }
}
