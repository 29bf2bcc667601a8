import ExtensionGRPC
import ExtensionProtocol

/// How one hook's calls are decoded, handled and answered, in any version.
struct HookDispatch: Sendable {
    /// Gives the handler of one version's rpc.
    let makeHandler: @Sendable (HookCallEnvironment) -> RPCMethod.UnaryHandler

    // Inlined, so that the closures of every hook are compiled for its own event and not for any.
    @inline(__always)
    static func notification<Event: HookEvent>(_ handler: @escaping HookHandler<Event, Void>) -> HookDispatch {
        HookDispatch { environment in
            { (bytes, call) throws(RPCError) in
                let (event, broker) = try Event.decodeRequest(bytes, version: environment.version)
                let context = HookContext(call: call, environment: environment, broker: broker)
                call.run { [event = consume event, context = consume context] in
                    do {
                        try await handler(event, context)
                        call.respond(byteCount: 0) { _ in }
                    } catch {
                        context.fail(error)
                    }
                }
            }
        }
    }

    @inline(__always)
    static func decision<Event: HookEvent, Decision>(
        _ handler: @escaping HookHandler<Event, Decision>,
        respond: @escaping @Sendable (Decision, Event, ResponseEncoder, ServerCall) -> Void
    ) -> HookDispatch {
        HookDispatch { environment in
            { (bytes, call) throws(RPCError) in
                let (event, broker) = try Event.decodeRequest(bytes, version: environment.version)
                let context = HookContext(call: call, environment: environment, broker: broker)
                call.run { [event = consume event, context = consume context] in
                    do {
                        let decision = try await handler(event, context)
                        respond(decision, event, ResponseEncoder(context: context, environment: environment), call)
                    } catch {
                        context.fail(error)
                    }
                }
            }
        }
    }
}

/// What the calls of one hook in one version have in common.
final class HookCallEnvironment: Sendable {
    let hook: Hook
    let version: ExHookVersion
    let provider: ProviderState

    init(hook: Hook, version: ExHookVersion, provider: ProviderState) {
        self.hook = hook
        self.version = version
        self.provider = provider
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
