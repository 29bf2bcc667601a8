public import ExtensionProtocol
public import NIOCore

extension Connection {
    /// Sends bytes to the device: with UDP and DTLS one datagram. The gateway has taken them when this returns; whether the device has isn't
    /// known.
    public func send(_ bytes: some Sequence<UInt8>) async throws(AdapterError) {
        try await call(.send, SendBytesRequest(connection: id, bytes: Array(bytes)))
    }

    /// Sends what is readable of a buffer to the device.
    public func send(_ buffer: ByteBuffer) async throws(AdapterError) { try await send(buffer.readableBytesView) }

    /// Closes the connection. ``ConnectionHandler/closed(_:on:)`` follows. With UDP the device isn't told (EMQX).
    public func close() async throws(AdapterError) { try await call(.close, CloseSocketRequest(connection: id)) }

    /// Says who the device is, which makes it a client of the broker; before that it can't publish or subscribe.
    ///
    /// Throws ``AdapterError/Code/permissionDenied`` if the broker refuses it; the connection stays, and may try again. Another connection of
    /// the same client identifier is closed.
    public func authenticate(_ client: ClientIdentity, password: String = "") async throws(AdapterError) {
        try await call(.authenticate, AuthenticateRequest(connection: id, client: client, password: password))
    }

    /// Has the gateway watch over the device's silence: without a sign of it for one and a half times `interval` the connection is closed
    /// (EMQX 5; two intervals before). Counts in whole seconds, at least one.
    public func startKeepalive(_ interval: Duration) async throws(AdapterError) {
        let seconds = UInt32(clamping: max(1, interval.components.seconds))
        try await call(.startTimer, TimerRequest(connection: id, interval: seconds))
        session.hasKeepalive = true
    }

    /// Publishes a message in the device's name, under the gateway's mountpoint. Success doesn't mean that anybody has subscribed to it.
    public func publish(_ topic: String, _ payload: some Sequence<UInt8>, qos: QoS = .atMostOnce) async throws(AdapterError) {
        try await call(.publish, PublishRequest(connection: id, topic: topic, qos: qos, payload: Array(payload)))
    }

    /// Publishes what is readable of a buffer in the device's name.
    public func publish(_ topic: String, _ payload: ByteBuffer, qos: QoS = .atMostOnce) async throws(AdapterError) {
        try await publish(topic, payload.readableBytesView, qos: qos)
    }

    /// Subscribes the device, under the gateway's mountpoint; a filter that it has already gets this quality of service.
    public func subscribe(_ filter: TopicFilter, qos: QoS = .atMostOnce) async throws(AdapterError) {
        try await call(.subscribe, SubscribeRequest(connection: id, topic: filter.rawValue, qos: qos))
    }

    /// Ends a subscription of the device. One that it doesn't have is no error.
    public func unsubscribe(_ filter: TopicFilter) async throws(AdapterError) {
        try await call(.unsubscribe, UnsubscribeRequest(connection: id, topic: filter.rawValue))
    }

    private func call(_ method: ConnectionAdapterMethod, _ request: some WireMessage) async throws(AdapterError) {
        guard !isClosed else { throw AdapterError(.connectionNotAlive, "the connection has ended") }
        try await session.gateway.call(method, request, connection: id)
    }
}
