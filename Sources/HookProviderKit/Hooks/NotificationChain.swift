import ExtensionGRPC
import ExtensionProtocol
import ServiceContextModule

/// Tells the handlers of a notification one after the other, each in its mode, and acknowledges when those that are awaited have returned.
struct NotificationChain<Event: NotifiedEvent>: HookChain {
    let registrations: [HookRegistration<Event, Void>]
    let environment: HookCallEnvironment

    /// Every handler is told, whatever becomes of those before it; the first error counts.
    func answer(_ event: Event, _ context: HookContext, _ overrun: HandlerOverrun?, _ call: ServerCall) async throws {
        var failure: (any Error)?
        for registration in registrations where registration.wants(event, context) {
            overrun?.fallback = registration.options.onFailure.fallback.map { { call.respond(byteCount: 0) { _ in } } }
            do {
                try await notify(registration, event, context, overrun, call)
            } catch {
                failure = failure ?? error
            }
        }
        if let failure { throw failure }
        call.respond(byteCount: 0) { _ in }
    }

    private func notify(
        _ registration: HookRegistration<Event, Void>,
        _ event: Event,
        _ context: HookContext,
        _ overrun: HandlerOverrun?,
        _ call: ServerCall
    ) async throws {
        guard let limit = registration.backgroundLimit else { return try await registration.run(event, context, overrun) }
        if case .dropped(let count) = await limit.enter() { return context.notificationDropped(count, limit: limit.limit) }
        let background = context.inBackground
        // A task of its own, which would lose the trace that it belongs to.
        let trace = ServiceContext.current
        environment.provider.background.append(event.orderingKey, on: call.loop.executor) {
            await call.watchingForStalls {
                await ServiceContext.$current.withValue(trace) { await registration.runInBackground(event, background) }
            }
            limit.leave()
        }
    }
}

extension HookRegistration where Decision == Void {
    fileprivate func runInBackground(_ event: Event, _ context: HookContext) async {
        do {
            try await run(event, context)
        } catch {
            context.environment.metrics?.backgroundFailed()
            context.handlerFailed(error)
        }
    }
}
