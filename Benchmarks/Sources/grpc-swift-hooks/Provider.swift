import BenchmarkServer
import GRPCCore

/// Answers OnMessagePublish with the whole message; the rest has to be there for the protocol and is never called.
struct Provider: Emqx_Exhook_V3_HookProvider.SimpleServiceProtocol {
    let counter: CallCounter

    func onMessagePublish(request: Emqx_Exhook_V3_MessagePublishRequest, context: ServerContext) async -> Emqx_Exhook_V3_ValuedResponse {
        counter.count()
        var message = request.message
        message.headers["allow_publish"] = "true"
        return .with {
            $0.type = .stopAndReturn
            $0.message = message
        }
    }
}

extension Provider {
    func onProviderLoaded(request: Emqx_Exhook_V3_ProviderLoadedRequest, context: ServerContext) async -> Emqx_Exhook_V3_LoadedResponse {
        .init()
    }
    func onProviderUnloaded(request: Emqx_Exhook_V3_ProviderUnloadedRequest, context: ServerContext) async -> Emqx_Exhook_V3_EmptySuccess {
        .init()
    }
    func onClientConnect(request: Emqx_Exhook_V3_ClientConnectRequest, context: ServerContext) async -> Emqx_Exhook_V3_EmptySuccess {
        .init()
    }
    func onClientConnack(request: Emqx_Exhook_V3_ClientConnackRequest, context: ServerContext) async -> Emqx_Exhook_V3_EmptySuccess {
        .init()
    }
    func onClientConnected(request: Emqx_Exhook_V3_ClientConnectedRequest, context: ServerContext) async -> Emqx_Exhook_V3_EmptySuccess {
        .init()
    }
    func onClientDisconnected(
        request: Emqx_Exhook_V3_ClientDisconnectedRequest,
        context: ServerContext
    ) async -> Emqx_Exhook_V3_EmptySuccess { .init() }
    func onClientAuthenticate(
        request: Emqx_Exhook_V3_ClientAuthenticateRequest,
        context: ServerContext
    ) async -> Emqx_Exhook_V3_ValuedResponse { .init() }
    func onClientAuthorize(request: Emqx_Exhook_V3_ClientAuthorizeRequest, context: ServerContext) async -> Emqx_Exhook_V3_ValuedResponse {
        .init()
    }
    func onClientSubscribe(request: Emqx_Exhook_V3_ClientSubscribeRequest, context: ServerContext) async -> Emqx_Exhook_V3_EmptySuccess {
        .init()
    }
    func onClientUnsubscribe(request: Emqx_Exhook_V3_ClientUnsubscribeRequest, context: ServerContext) async -> Emqx_Exhook_V3_EmptySuccess
    { .init() }
    func onSessionCreated(request: Emqx_Exhook_V3_SessionCreatedRequest, context: ServerContext) async -> Emqx_Exhook_V3_EmptySuccess {
        .init()
    }
    func onSessionSubscribed(request: Emqx_Exhook_V3_SessionSubscribedRequest, context: ServerContext) async -> Emqx_Exhook_V3_EmptySuccess
    { .init() }
    func onSessionUnsubscribed(
        request: Emqx_Exhook_V3_SessionUnsubscribedRequest,
        context: ServerContext
    ) async -> Emqx_Exhook_V3_EmptySuccess { .init() }
    func onSessionResumed(request: Emqx_Exhook_V3_SessionResumedRequest, context: ServerContext) async -> Emqx_Exhook_V3_EmptySuccess {
        .init()
    }
    func onSessionDiscarded(request: Emqx_Exhook_V3_SessionDiscardedRequest, context: ServerContext) async -> Emqx_Exhook_V3_EmptySuccess {
        .init()
    }
    func onSessionTakenover(request: Emqx_Exhook_V3_SessionTakenoverRequest, context: ServerContext) async -> Emqx_Exhook_V3_EmptySuccess {
        .init()
    }
    func onSessionTerminated(request: Emqx_Exhook_V3_SessionTerminatedRequest, context: ServerContext) async -> Emqx_Exhook_V3_EmptySuccess
    { .init() }
    func onMessageDelivered(request: Emqx_Exhook_V3_MessageDeliveredRequest, context: ServerContext) async -> Emqx_Exhook_V3_EmptySuccess {
        .init()
    }
    func onMessageDropped(request: Emqx_Exhook_V3_MessageDroppedRequest, context: ServerContext) async -> Emqx_Exhook_V3_EmptySuccess {
        .init()
    }
    func onMessageAcked(request: Emqx_Exhook_V3_MessageAckedRequest, context: ServerContext) async -> Emqx_Exhook_V3_EmptySuccess {
        .init()
    }
}
