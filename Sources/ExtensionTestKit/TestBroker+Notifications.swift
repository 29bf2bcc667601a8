public import ExtensionProtocol

// Each returns when the provider has acknowledged the event, which by default is after its handler has returned.
extension TestBroker {
    /// Fires client.connect: a client sent CONNECT.
    public func notify(_ event: ClientConnect) async throws { try await acknowledged(event) }

    /// Fires client.connack: the broker is about to send CONNACK.
    public func notify(_ event: ClientConnack) async throws { try await acknowledged(event) }

    /// Fires client.connected: a client is connected.
    public func notify(_ event: ClientConnected) async throws { try await acknowledged(event) }

    /// Fires client.disconnected: a client's connection has ended.
    public func notify(_ event: ClientDisconnected) async throws { try await acknowledged(event) }

    /// Fires client.subscribe: a client sent SUBSCRIBE.
    public func notify(_ event: ClientSubscribe) async throws { try await acknowledged(event) }

    /// Fires client.unsubscribe: a client sent UNSUBSCRIBE.
    public func notify(_ event: ClientUnsubscribe) async throws { try await acknowledged(event) }

    /// Fires session.created: a session was created.
    public func notify(_ event: SessionCreated) async throws { try await acknowledged(event) }

    /// Fires session.subscribed: a session subscribed to a topic filter.
    public func notify(_ event: SessionSubscribed) async throws { try await acknowledged(event) }

    /// Fires session.unsubscribed: a session unsubscribed from a topic filter.
    public func notify(_ event: SessionUnsubscribed) async throws { try await acknowledged(event) }

    /// Fires session.resumed: a client came back to its session.
    public func notify(_ event: SessionResumed) async throws { try await acknowledged(event) }

    /// Fires session.discarded: a session was thrown away for a new one.
    public func notify(_ event: SessionDiscarded) async throws { try await acknowledged(event) }

    /// Fires session.takenover: a session moved to a new connection.
    public func notify(_ event: SessionTakenOver) async throws { try await acknowledged(event) }

    /// Fires session.terminated: a session has ended.
    public func notify(_ event: SessionTerminated) async throws { try await acknowledged(event) }

    /// Fires message.delivered: a message is being delivered to a subscriber.
    public func notify(_ event: MessageDelivered) async throws { try await acknowledged(event) }

    /// Fires message.dropped: a message was dropped.
    public func notify(_ event: MessageDropped) async throws { try await acknowledged(event) }

    /// Fires message.acked: a subscriber acknowledged a message.
    public func notify(_ event: MessageAcked) async throws { try await acknowledged(event) }

    private func acknowledged(_ event: some BrokerEvent) async throws {
        let hook = type(of: event).hook
        let (answer, _) = try await fire(event)
        _ = try read(EmptySuccess.self, answer, from: .hook(hook))
    }
}
