import ExtensionProtocol

extension Device {
    /// How many messages one call brings at most, as EMQX's (`active_n` + 1).
    private static let messagesPerCall = 101
    /// How many bytes: well below the 4 MiB that gRPC servers take by default.
    private static let messageBytesPerCall = 1 << 20

    /// The message of a call of the handler; nil where there is nothing to call it for.
    func request(for call: HandlerCall) -> (any WireMessage)? {
        switch call {
        case .socketCreated: SocketCreatedRequest(connection: name, socket: socket)
        case .receivedBytes(let bytes): ReceivedBytesRequest(connection: name, bytes: bytes)
        case .receivedMessages: receivedMessages()
        case .timerTimeout: TimerTimeoutRequest(connection: name)
        case .socketClosed(let reason): SocketClosedRequest(connection: name, reason: reason.description)
        }
    }

    private func receivedMessages() -> ReceivedMessagesRequest? {
        guard let client, isOpen else { return nil }
        var (messages, hasMore) = client.session.takeDeliveries(limit: Self.messagesPerCall, byteLimit: Self.messageBytesPerCall)
        if hasMore { update { machine, _ in machine.deliveriesAvailable() } }
        guard !messages.isEmpty else { return nil }
        for index in messages.indices { messages[index].topic = client.mountpoint.unmount(messages[index].topic) }
        return ReceivedMessagesRequest(connection: name, messages: messages)
    }
}

extension Device: BrokerConnection {
    func deliveriesAvailable() {
        onLoop { device in device.update { machine, _ in machine.deliveriesAvailable() } }
    }

    func sessionEnded(_ reason: SessionEnd) {
        onLoop { device in device.update { $0.sessionEnded(reason, now: $1) } }
    }
}
