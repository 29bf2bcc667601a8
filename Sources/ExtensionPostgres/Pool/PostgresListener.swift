/// What a listener says.
package enum PostgresListenerEvent: Hashable, Sendable {
    /// From now on notifications arrive. What happened before, the first time as after every interruption, is unknown: drop what was
    /// cached.
    case listening
    case notification(PostgresNotification)
    /// The connection is lost: until the next `listening`, notifications are missed.
    case interrupted(PostgresError)
    /// Notifications arrived faster than they were taken, and some were dropped.
    case overflowed
}

/// LISTEN on a connection of its own, which is made again whenever it is lost. It lasts for as long as the pool does, and the sequence is
/// kept or being read.
package struct PostgresListener: AsyncSequence, Sendable {
    package typealias Element = PostgresListenerEvent
    package typealias Failure = Never

    private static let eventLimit = 1_000

    private let events: AsyncStream<PostgresListenerEvent>

    init(pool: PoolEngine, channels: [String]) {
        let (events, continuation) = AsyncStream.makeStream(
            of: PostgresListenerEvent.self,
            bufferingPolicy: .bufferingNewest(Self.eventLimit)
        )
        self.events = events
        let listener = Listener(
            channels: channels,
            backoff: Backoff(bounds: pool.configuration.backoff),
            deliver: { event in
                if case .dropped = continuation.yield(event) { continuation.yield(.overflowed) }
            },
            close: { continuation.finish() }
        )
        continuation.onTermination = { _ in pool.loop.execute { pool.remove(listener) } }
        if !pool.loop.execute({ pool.add(listener) }) { listener.close() }
    }

    package func makeAsyncIterator() -> AsyncStream<PostgresListenerEvent>.Iterator { events.makeAsyncIterator() }
}
