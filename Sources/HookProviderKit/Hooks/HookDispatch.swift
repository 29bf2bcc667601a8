import ExtensionGRPC
import ExtensionProtocol

/// How one hook's calls are decoded, handled and answered, in any version.
struct HookDispatch: Sendable {
    /// Gives the handler of one version's rpc.
    let makeHandler: @Sendable (HookCallEnvironment) -> RPCMethod.UnaryHandler

    // Inlined, so that the closures of every hook are compiled for its own event and not for any.
    @inline(__always)
    static func notification<Event: NotifiedEvent>(_ registrations: [HookRegistration<Event, Void>]) -> HookDispatch {
        HookDispatch { environment in
            guard let only = plainRegistration(registrations, environment) else {
                return NotificationChain(registrations: registrations, environment: environment).handle
            }
            return { (bytes, call) throws(RPCError) in
                let (event, broker) = try Event.decodeRequest(bytes, version: environment.version)
                guard only.matches(event) else { return call.respond(byteCount: 0) { _ in } }
                let context = HookContext(call: call, environment: environment, broker: broker)
                call.run { [event = consume event, context = consume context] in
                    do {
                        try await only.handler(event, context)
                        call.respond(byteCount: 0) { _ in }
                    } catch {
                        context.fail(error)
                    }
                }
            }
        }
    }

    @inline(__always)
    static func decision<Decision: HookDecision>(_ registrations: [HookRegistration<Decision.Event, Decision>]) -> HookDispatch {
        HookDispatch { environment in
            guard let only = plainRegistration(registrations, environment) else {
                return DecisionChain(registrations: registrations, environment: environment).handle
            }
            return { (bytes, call) throws(RPCError) in
                let (event, broker) = try Decision.Event.decodeRequest(bytes, version: environment.version)
                let context = HookContext(call: call, environment: environment, broker: broker)
                guard only.matches(event) else {
                    return Decision.undecided.respond(to: event, ResponseEncoder(context: context, environment: environment), call)
                }
                call.run { [event = consume event, context = consume context] in
                    do {
                        let decision = try await only.handler(event, context)
                        decision.respond(to: event, ResponseEncoder(context: context, environment: environment), call)
                    } catch {
                        context.fail(error)
                    }
                }
            }
        }
    }

    /// The only handler of a hook, if nothing stands between the call and it: the fast way.
    private static func plainRegistration<Event, Decision>(
        _ registrations: [HookRegistration<Event, Decision>],
        _ environment: HookCallEnvironment
    ) -> HookRegistration<Event, Decision>? {
        guard registrations.count == 1, registrations[0].options.isPlain, environment.tracing == nil else { return nil }
        return registrations[0]
    }
}

extension HookEvent {
    /// Reads the request of an rpc, or says in gRPC's terms that it can't be read.
    static func decodeRequest(
        _ bytes: UnsafeRawBufferPointer,
        version: ExHookVersion
    ) throws(RPCError) -> (event: Self, broker: BrokerMetadata) {
        do throws(WireError) {
            return try decode(bytes, version: version)
        } catch {
            throw RPCError(.invalidArgument, "the request isn't a valid \(Self.self) message: \(error)")
        }
    }
}
