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
                let (event, context) = try decode(Event.self, bytes, call, environment)
                call.run {
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
        response: @escaping @Sendable (Decision, Event, ResponseEncoder) -> ValuedResponse
    ) -> HookDispatch {
        HookDispatch { environment in
            { (bytes, call) throws(RPCError) in
                let (event, context) = try decode(Event.self, bytes, call, environment)
                call.run {
                    do {
                        let decision = try await handler(event, context)
                        let encoder = ResponseEncoder(version: environment.version, metadata: context.broker, provider: environment.provider)
                        respond(response(decision, event, encoder), to: call)
                    } catch {
                        context.fail(error)
                    }
                }
            }
        }
    }

    private static func decode<Event: HookEvent>(
        _ type: Event.Type,
        _ bytes: UnsafeRawBufferPointer,
        _ call: ServerCall,
        _ environment: HookCallEnvironment
    ) throws(RPCError) -> (Event, HookContext) {
        let (event, broker) = try type.decodeRequest(bytes, version: environment.version)
        return (event, HookContext(call: call, environment: environment, broker: broker))
    }

    private static func respond(_ response: ValuedResponse, to call: ServerCall) {
        call.respond(byteCount: response.encodedSize()) { response.encode(into: $0) }
    }
}

/// What the calls of one hook in one version have in common.
struct HookCallEnvironment: Sendable {
    let hook: Hook
    let version: ExHookVersion
    let provider: ProviderState
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
