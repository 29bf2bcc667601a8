import ExtensionGRPC
import ExtensionProtocol
import ServiceContextModule

/// Tells the handlers of a notification one after the other, each in its mode, and acknowledges when those that are awaited have returned.
struct NotificationChain<Event: NotifiedEvent>: Sendable {
    let registrations: [HookRegistration<Event, Void>]
    let environment: HookCallEnvironment

    func handle(_ bytes: UnsafeRawBufferPointer, _ call: ServerCall) throws(RPCError) {
        let (event, broker) = try Event.decodeRequest(bytes, version: environment.version)
        let context = HookContext(call: call, environment: environment, broker: broker)
        let overrun = registrations.contains { $0.options.onFailure.fallback != nil } ? HandlerOverrun(call, context) : nil
        let task = call.run {
            do {
                try await environment.traced(context) { try await notify(event, context, overrun, call) }
                call.respond(byteCount: 0) { _ in }
            } catch {
                context.fail(error)
            }
            overrun?.end()
        }
        overrun?.watch(task)
    }

    /// Every handler is told, whatever becomes of those before it; the first error counts.
    private func notify(_ event: Event, _ context: HookContext, _ overrun: HandlerOverrun?, _ call: ServerCall) async throws {
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
