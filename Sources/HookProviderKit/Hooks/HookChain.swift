import ExtensionGRPC
import ExtensionProtocol

/// The handlers of a hook where more than one of them, or a policy, stands between a call and its answer.
protocol HookChain<Event, Decision>: Sendable {
    associatedtype Event: HandledEvent
    associatedtype Decision: Sendable

    var registrations: [HookRegistration<Event, Decision>] { get }
    var environment: HookCallEnvironment { get }

    /// Runs the handlers, and ends the call. What it throws ends the call as failed.
    func answer(_ event: Event, _ context: HookContext, _ overrun: HandlerOverrun?, _ call: ServerCall) async throws
}

extension HookChain {
    func handle(_ bytes: UnsafeRawBufferPointer, _ call: ServerCall) throws(RPCError) {
        let (event, broker) = try Event.decodeRequest(bytes, version: environment.version)
        let context = HookContext(call: call, environment: environment, broker: broker)
        let overrun = registrations.contains { $0.options.onFailure.fallback != nil } ? HandlerOverrun(call, context) : nil
        let task = call.run {
            do {
                try await environment.traced(context) { try await answer(event, context, overrun, call) }
            } catch {
                context.fail(error)
            }
            overrun?.end()
        }
        overrun?.watch(task)
    }
}
