import ExtensionGRPC

/// Where an event came from, to be told when it was handled.
enum EventOrigin: Sendable {
    case call(ServerCall)
    case stream(EventStream)
    /// The kit itself.
    case kit

    /// The handler is done with the event, which lets the gateway send the next one of a unary call.
    func acknowledge() {
        switch self {
        case .call(let call): call.respond(byteCount: 0) { _ in }
        case .stream(let stream): stream.handled()
        case .kit: break
        }
    }

    /// The gateway is told of an error, on which it closes the connection. A stream has no way to.
    func fail(_ error: RPCError) {
        switch self {
        case .call(let call): call.fail(error)
        case .stream(let stream): stream.handled()
        case .kit: break
        }
    }

    var call: ServerCall? {
        switch self {
        case .call(let call): call
        case .stream(let stream): stream.call
        case .kit: nil
        }
    }
}
