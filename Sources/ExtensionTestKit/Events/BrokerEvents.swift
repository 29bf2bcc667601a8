import ExtensionProtocol

extension ClientConnect: ConnectionEvent {
    static let hook = Hook.clientConnect
}

extension ClientConnack: ConnectionEvent {
    static let hook = Hook.clientConnack
}

extension ClientConnected: ClientEvent {
    static let hook = Hook.clientConnected
}

extension ClientDisconnected: ClientEvent {
    static let hook = Hook.clientDisconnected
}

extension ClientAuthenticate: ClientEvent {
    static let hook = Hook.clientAuthenticate
}

extension ClientAuthorize: ClientEvent {
    static let hook = Hook.clientAuthorize
}

extension ClientSubscribe: ClientEvent {
    static let hook = Hook.clientSubscribe
}

extension ClientUnsubscribe: ClientEvent {
    static let hook = Hook.clientUnsubscribe
}

extension SessionCreated: ClientEvent {
    static let hook = Hook.sessionCreated
}

extension SessionSubscribed: ClientEvent {
    static let hook = Hook.sessionSubscribed
}

extension SessionUnsubscribed: ClientEvent {
    static let hook = Hook.sessionUnsubscribed
}

extension SessionResumed: ClientEvent {
    static let hook = Hook.sessionResumed
}

extension SessionDiscarded: ClientEvent {
    static let hook = Hook.sessionDiscarded
}

extension SessionTakenOver: ClientEvent {
    static let hook = Hook.sessionTakenOver
}

extension SessionTerminated: ClientEvent {
    static let hook = Hook.sessionTerminated
}

extension MessagePublish: MessageEvent {
    static let hook = Hook.messagePublish
}

extension MessageDelivered: DeliveryEvent {
    static let hook = Hook.messageDelivered
}

extension MessageDropped: MessageEvent {
    static let hook = Hook.messageDropped
}

extension MessageAcked: DeliveryEvent {
    static let hook = Hook.messageAcked
}
