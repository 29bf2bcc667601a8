import ExtensionGRPC
import ExtensionProtocol

/// The service by which handlers act on their devices.
struct ConnectionAdapter: Sendable {
    let devices: DeviceDirectory
    let broker: any Broker
    let stamp: MessageStamp
    let metrics: AdapterCallMetrics?

    var methods: [RPCMethod] {
        [
            onDevice(.send, \SendBytesRequest.connection) { $0.send($1.bytes, $2) },
            onDevice(.close, \CloseSocketRequest.connection) { device, _, call in device.close(call) },
            onDevice(.authenticate, \AuthenticateRequest.connection) { $0.authenticate($1, $2) },
            onDevice(.startTimer, \TimerRequest.connection) { $0.startTimer($1, $2) },
            onDevice(.publish, \PublishRequest.connection) { $0.publish($1, $2) },
            onDevice(.subscribe, \SubscribeRequest.connection) { $0.subscribe($1, $2) },
            onDevice(.unsubscribe, \UnsubscribeRequest.connection) { $0.unsubscribe($1, $2) },
            .unary(ConnectionAdapterMethod.rawPublish.path) { (bytes, call) throws(RPCError) in
                rawPublish(try decode(bytes), call)
            },
        ]
    }

    /// A method whose request names a device, and that is done on that device's loop.
    private func onDevice<Request: WireMessage>(
        _ method: ConnectionAdapterMethod,
        _ connection: any KeyPath<Request, String> & Sendable,
        _ body: @escaping @Sendable (Device, Request, AdapterCall) -> Void
    ) -> RPCMethod {
        .unary(method.path) { (bytes, call) throws(RPCError) in
            let request: Request = try decode(bytes)
            let call = AdapterCall(call: call, method: method, metrics: metrics)
            guard let id = ConnectionID(request[keyPath: connection]) else { return call.answer(.invalidConnection) }
            guard let device = devices[id] else { return call.answer(.notAlive) }
            device.onLoop { body($0, request, call) }
        }
    }

    private func rawPublish(_ request: RawPublishRequest, _ call: ServerCall) {
        let answer = AdapterCall(call: call, method: .rawPublish, metrics: metrics)
        if let problem = request.problem { return answer.answer(problem) }
        let message = stamp.message(from: "exproto", topic: request.topic, qos: request.qos, payload: request.payload)
        call.run {
            do throws(BrokerRefusal) {
                try await broker.publish(message)
                answer.answer(.success)
            } catch {
                answer.answer(CodeResponse(error))
            }
        }
    }

    /// Garbage is INTERNAL, as EMQX has it.
    private func decode<Request: WireMessage>(_ bytes: UnsafeRawBufferPointer) throws(RPCError) -> Request {
        do throws(WireError) {
            return try Request(decoding: bytes)
        } catch {
            throw RPCError(.internalError, "the request isn't a valid \(Request.self): \(error)")
        }
    }
}
