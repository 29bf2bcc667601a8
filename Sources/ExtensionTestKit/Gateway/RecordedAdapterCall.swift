public import ExtensionProtocol

/// What a handler has asked its gateway for.
public enum RecordedAdapterCall: Sendable, Hashable {
    /// Bytes for the device.
    case send([UInt8])
    /// The end of the connection.
    case close
    /// The device is this client.
    case authenticate(ClientIdentity, password: String)
    /// Its silence is watched over.
    case startKeepalive(Duration)
    /// A message in its name.
    case publish(String, [UInt8], qos: QoS)
    /// A subscription.
    case subscribe(TopicFilter, qos: QoS)
    /// The end of a subscription.
    case unsubscribe(TopicFilter)
}

extension RecordedAdapterCall {
    /// Nil for RawPublish, which isn't a connection's.
    init?(_ request: any WireMessage) {
        switch request {
        case let request as SendBytesRequest: self = .send(request.bytes)
        case is CloseSocketRequest: self = .close
        case let request as AuthenticateRequest: self = .authenticate(request.client, password: request.password)
        case let request as TimerRequest: self = .startKeepalive(.seconds(Int64(request.interval)))
        case let request as PublishRequest: self = .publish(request.topic, request.payload, qos: request.qos)
        case let request as SubscribeRequest: self = .subscribe(TopicFilter(request.topic), qos: request.qos)
        case let request as UnsubscribeRequest: self = .unsubscribe(TopicFilter(request.topic))
        default: return nil
        }
    }
}
