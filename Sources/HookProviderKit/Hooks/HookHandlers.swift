import ExtensionProtocol

/// The handlers of one hook, in the order in which they are asked.
struct HookHandlers<Event: Sendable, Decision: Sendable>: AnyHookHandlers {
    var registrations: [HookRegistration<Event, Decision>]
    let makeDispatch: @Sendable ([HookRegistration<Event, Decision>]) -> HookDispatch

    var dispatch: HookDispatch { makeDispatch(registrations) }
    var lifecycles: [Int?] { registrations.map(\.lifecycle) }
    var isInBackground: Bool { registrations.allSatisfy { $0.backgroundLimit != nil } }
    var backgroundLimits: [BackgroundLimit] { registrations.compactMap(\.backgroundLimit) }

    func topics(where isWanted: (Int?) -> Bool) -> [TopicFilter] {
        var seen: Set<TopicFilter> = []
        return registrations.filter { isWanted($0.lifecycle) }.flatMap(\.topics).filter { seen.insert($0).inserted }
    }
}

/// ``HookHandlers`` of any hook.
protocol AnyHookHandlers: Sendable {
    var dispatch: HookDispatch { get }
    /// ``HookRegistration/lifecycle`` of each.
    var lifecycles: [Int?] { get }
    var isInBackground: Bool { get }
    var backgroundLimits: [BackgroundLimit] { get }

    /// All topic filters of handlers whose provider is wanted.
    func topics(where isWanted: (Int?) -> Bool) -> [TopicFilter]
}
