public import ExtensionProtocol

/// Is told of CONNECT packets.
public protocol ClientConnectHook: HookProvider {
    /// A client sent CONNECT; nothing about it is checked yet, and its identifier may be empty.
    func clientConnect(_ event: ClientConnect, context: HookContext) async throws
}

/// Is told of CONNACK packets.
public protocol ClientConnackHook: HookProvider {
    /// The broker is about to send CONNACK.
    func clientConnack(_ event: ClientConnack, context: HookContext) async throws
}

/// Is told of clients that have connected.
public protocol ClientConnectedHook: HookProvider {
    /// A client is connected and authenticated.
    func clientConnected(_ event: ClientConnected, context: HookContext) async throws
}

/// Is told of clients that have gone.
public protocol ClientDisconnectedHook: HookProvider {
    /// A client's connection has ended.
    func clientDisconnected(_ event: ClientDisconnected, context: HookContext) async throws
}

/// Is told of SUBSCRIBE packets.
public protocol ClientSubscribeHook: HookProvider {
    /// A client sent SUBSCRIBE, and was authorized.
    func clientSubscribe(_ event: ClientSubscribe, context: HookContext) async throws
}

/// Is told of UNSUBSCRIBE packets.
public protocol ClientUnsubscribeHook: HookProvider {
    /// A client sent UNSUBSCRIBE.
    func clientUnsubscribe(_ event: ClientUnsubscribe, context: HookContext) async throws
}
