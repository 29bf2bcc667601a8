import ExtensionGRPC
import ExtensionProtocol
import NIOConcurrencyHelpers

extension TestBroker {
    /// Calls the provider for an event, if it wants it. Returns the answer, and the event as it was sent.
    func fire<Event: BrokerEvent>(_ event: Event) async throws -> (answer: [UInt8], sent: Event) {
        var event = event
        event.complete(with: nextStamp())
        try checkIsHandled(Event.hook, topic: event.comparedTopic)
        let request = event.encoded(broker: emulated.metadata, version: emulated.version)
        return (try await send(request, to: .hook(Event.hook), key: event.connectionKey), event)
    }

    private func nextStamp() -> EventStamp {
        let number = eventCount.withLockedValue { count in
            count += 1
            return count
        }
        return EventStamp(node: emulated.node, number: number)
    }

    /// Sends bytes to an rpc of the provider, whatever they are, on the connection of `key`.
    func send(_ request: [UInt8], to method: HookProviderMethod, key: String = "") async throws(CallFailure) -> [UInt8] {
        do throws(RPCError) {
            let connection = try await pool.connection(for: key)
            let path = method.path(in: emulated.version)
            return try await connection.unary(path, request, timeout: emulated.sentTimeout).message
        } catch {
            throw CallFailure(method: method.name(in: emulated.version), error)
        }
    }

    /// Reads the answer of an rpc.
    func read<Answer: WireMessage>(_: Answer.Type, _ bytes: [UInt8], from method: HookProviderMethod) throws(InvalidAnswer) -> Answer {
        do {
            return try bytes.withUnsafeBytes { try Answer(decoding: $0, version: emulated.version) }
        } catch {
            throw InvalidAnswer(method: method.name(in: emulated.version), reason: "it isn't a \(Answer.self): \(error)")
        }
    }
}
