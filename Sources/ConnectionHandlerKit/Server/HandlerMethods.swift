import ExtensionGRPC
import ExtensionProtocol
import Logging

/// The rpcs of a handler: five, in each of two services.
struct HandlerMethods {
    let dispatcher: EventDispatcher
    let streams: OpenStreams

    func make() -> [RPCMethod] { ConnectionHandlerMethod.allCases.flatMap { [unary($0), streaming($0)] } }

    // MARK: ConnectionUnaryHandler

    private func unary(_ method: ConnectionHandlerMethod) -> RPCMethod {
        let dispatcher = dispatcher
        let path = method.path(in: .unary)
        return switch method {
        case .socketCreated:
            .unary(path) { (bytes, call) throws(RPCError) in try dispatcher.created(try decode(bytes), call) }
        case .socketClosed:
            .unary(path) { (bytes, call) throws(RPCError) in try dispatcher.closed(try decode(bytes), call) }
        case .receivedBytes:
            .unary(path) { (bytes, call) throws(RPCError) in
                let request: ReceivedBytesRequest = try decode(bytes)
                try dispatcher.event(.received(request.bytes), of: request.connection, call)
            }
        case .receivedMessages:
            .unary(path) { (bytes, call) throws(RPCError) in
                let request: ReceivedMessagesRequest = try decode(bytes)
                try dispatcher.event(.delivered(request.messages), of: request.connection, call)
            }
        case .timerTimeout:
            .unary(path) { (bytes, call) throws(RPCError) in
                let request: TimerTimeoutRequest = try decode(bytes)
                guard request.type == TimerTimeoutRequest.keepalive else { return EventOrigin.call(call).acknowledge() }
                try dispatcher.event(.keepaliveExpired, of: request.connection, call)
            }
        }
    }

    // MARK: ConnectionHandler

    /// Enterprise 4.2 calls the same paths with one message and waits for the answer, which is the same exchange.
    private func streaming(_ method: ConnectionHandlerMethod) -> RPCMethod {
        .receiving(method.path(in: .streaming)) { call in
            let stream = EventStream(call: call) { streams.share(with: $0) }
            return EventReceiver(method: method, stream: stream, dispatcher: dispatcher, streams: streams)
        }
    }
}

/// Takes the events of one stream.
private struct EventReceiver: RequestReceiver {
    let method: ConnectionHandlerMethod
    let stream: EventStream
    let dispatcher: EventDispatcher
    let streams: OpenStreams

    init(method: ConnectionHandlerMethod, stream: EventStream, dispatcher: EventDispatcher, streams: OpenStreams) {
        (self.method, self.stream, self.dispatcher, self.streams) = (method, stream, dispatcher, streams)
        if !streams.insert(stream) { stream.endCall() }
    }

    func receive(_ message: [UInt8]) async {
        stream.received()
        do {
            try await dispatch(message)
        } catch {
            // One wrong message isn't worth the stream, which others may depend on.
            stream.handled()
            dispatcher.logger.warning("An event that can't be used.", metadata: ["rpc": "\(method.rawValue)", "error": "\(error)"])
        }
    }

    func finish() async -> [UInt8] {
        await stream.allHandled()
        return EmptySuccess().encoded()
    }

    func callEnded() { streams.remove(stream) }

    private func dispatch(_ bytes: [UInt8]) async throws(RPCError) {
        switch method {
        case .socketCreated: try dispatcher.created(try decode(bytes), stream)
        case .socketClosed: try dispatcher.closed(try decode(bytes), stream)
        case .receivedBytes:
            let request: ReceivedBytesRequest = try decode(bytes)
            try await dispatcher.event(.received(request.bytes), of: request.connection, stream)
        case .receivedMessages:
            let request: ReceivedMessagesRequest = try decode(bytes)
            try await dispatcher.event(.delivered(request.messages), of: request.connection, stream)
        case .timerTimeout:
            let request: TimerTimeoutRequest = try decode(bytes)
            guard request.type == TimerTimeoutRequest.keepalive else { return stream.handled() }
            try await dispatcher.event(.keepaliveExpired, of: request.connection, stream)
        }
    }
}

extension TimerTimeoutRequest {
    /// The only kind of timer that there is.
    fileprivate static let keepalive: Int32 = 0
}

/// Reads the request of an rpc, or says in gRPC's terms that it can't be read.
private func decode<Message: WireMessage>(_ bytes: UnsafeRawBufferPointer) throws(RPCError) -> Message {
    do throws(WireError) {
        return try Message(decoding: bytes)
    } catch {
        throw RPCError(.invalidArgument, "the request isn't a valid \(Message.self): \(error)")
    }
}

private func decode<Message: WireMessage>(_ bytes: [UInt8]) throws(RPCError) -> Message {
    try bytes.withUnsafeBufferPointer { (bytes) throws(RPCError) in try decode(UnsafeRawBufferPointer(bytes)) }
}
