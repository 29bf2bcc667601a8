import Foundation
import HookProviderKit

extension HookTable {
    /// Handles every hook there is: logs its event, and lets the broker go on.
    mutating func logAll(to log: EventLog, topics: [TopicFilter]) {
        on(.clientConnect, log.handler())
        on(.clientConnack, log.handler())
        on(.clientConnected, log.handler())
        on(.clientDisconnected, log.handler())
        on(.clientAuthenticate, log.handler(answering: .allow))
        on(.clientAuthorize, log.handler(answering: .allow))
        on(.clientSubscribe, log.handler())
        on(.clientUnsubscribe, log.handler())
        on(.sessionCreated, log.handler())
        on(.sessionSubscribed, log.handler())
        on(.sessionUnsubscribed, log.handler())
        on(.sessionResumed, log.handler())
        on(.sessionDiscarded, log.handler())
        on(.sessionTakenOver, log.handler())
        on(.sessionTerminated, log.handler())
        on(.messagePublish, topics: topics, log.handler(answering: .pass))
        on(.messageDelivered, topics: topics, log.handler())
        on(.messageDropped, topics: topics, log.handler())
        on(.messageAcked, topics: topics, log.handler())
    }
}

extension EventLog {
    fileprivate func handler<Event: LoggedEvent, Decision: Sendable>(answering decision: Decision) -> HookHandler<Event, Decision> {
        { event, context in
            self.append(
                EventRecord(
                    time: .now,
                    hook: context.hook.name(in: context.version),
                    node: context.broker.node,
                    client: event.loggedClient,
                    fields: event.loggedFields
                )
            )
            return decision
        }
    }

    fileprivate func handler<Event: LoggedEvent>() -> HookHandler<Event, Void> { handler(answering: ()) }
}
