import ExtensionGRPC
import ExtensionProtocol

/// Asks the handlers of a deciding hook one after the other, and merges what they say as the broker does with several providers.
struct DecisionChain<Decision: HookDecision>: HookChain {
    typealias Event = Decision.Event

    let registrations: [HookRegistration<Event, Decision>]
    let environment: HookCallEnvironment

    func answer(_ event: Event, _ context: HookContext, _ overrun: HandlerOverrun?, _ call: ServerCall) async throws {
        let encoder = ResponseEncoder(context: context, environment: environment)
        var event = event
        var standing = Decision.undecided
        for registration in registrations where registration.wants(event, context) {
            // The caller has gone: nobody else is asked, and the loop may be gone too.
            try Task.checkCancellation()
            overrun?.fallback = registration.options.onFailure.fallback.map { [event, standing] fallback in
                { (fallback.isUndecided ? standing : fallback).respond(to: event, encoder, call) }
            }
            let decision = try await registration.run(event, context, overrun)
            if overrun?.hasAnswered == true { return }
            if decision.isFinal { return decision.respond(to: event, encoder, call) }
            if decision.isUndecided { continue }
            event = decision.applied(to: event)
            standing = decision.standing
        }
        standing.respond(to: event, encoder, call)
    }
}
