import ExtensionProtocol
import ProtocolOracle
import SwiftProtobuf

extension OracleSubject {
    /// Every request and response of both interfaces, all versions. The fuzzer's corpus knows them by their position.
    static let all = hookEvents + hookResponses + exProtoMessages

    static subscript(name: String) -> OracleSubject? {
        byName[name]
    }

    private static let byName = Dictionary(uniqueKeysWithValues: all.map { ($0.name, $0) })

    private static let hookEvents = [
        event(
            ProviderLoaded.self,
            Emqx_Exhook_V1_ProviderLoadedRequest.self,
            Emqx_Exhook_V2_ProviderLoadedRequest.self,
            Emqx_Exhook_V3_ProviderLoadedRequest.self
        ),
        event(
            ProviderUnloaded.self,
            Emqx_Exhook_V1_ProviderUnloadedRequest.self,
            Emqx_Exhook_V2_ProviderUnloadedRequest.self,
            Emqx_Exhook_V3_ProviderUnloadedRequest.self
        ),
        event(
            ClientConnect.self,
            Emqx_Exhook_V1_ClientConnectRequest.self,
            Emqx_Exhook_V2_ClientConnectRequest.self,
            Emqx_Exhook_V3_ClientConnectRequest.self
        ),
        event(
            ClientConnack.self,
            Emqx_Exhook_V1_ClientConnackRequest.self,
            Emqx_Exhook_V2_ClientConnackRequest.self,
            Emqx_Exhook_V3_ClientConnackRequest.self
        ),
        event(
            ClientConnected.self,
            Emqx_Exhook_V1_ClientConnectedRequest.self,
            Emqx_Exhook_V2_ClientConnectedRequest.self,
            Emqx_Exhook_V3_ClientConnectedRequest.self
        ),
        event(
            ClientDisconnected.self,
            Emqx_Exhook_V1_ClientDisconnectedRequest.self,
            Emqx_Exhook_V2_ClientDisconnectedRequest.self,
            Emqx_Exhook_V3_ClientDisconnectedRequest.self
        ),
        event(
            ClientAuthenticate.self,
            Emqx_Exhook_V1_ClientAuthenticateRequest.self,
            Emqx_Exhook_V2_ClientAuthenticateRequest.self,
            Emqx_Exhook_V3_ClientAuthenticateRequest.self
        ),
        event(
            ClientAuthorize.self,
            Emqx_Exhook_V1_ClientCheckAclRequest.self,
            Emqx_Exhook_V2_ClientAuthorizeRequest.self,
            Emqx_Exhook_V3_ClientAuthorizeRequest.self
        ),
        event(
            ClientSubscribe.self,
            Emqx_Exhook_V1_ClientSubscribeRequest.self,
            Emqx_Exhook_V2_ClientSubscribeRequest.self,
            Emqx_Exhook_V3_ClientSubscribeRequest.self
        ),
        event(
            ClientUnsubscribe.self,
            Emqx_Exhook_V1_ClientUnsubscribeRequest.self,
            Emqx_Exhook_V2_ClientUnsubscribeRequest.self,
            Emqx_Exhook_V3_ClientUnsubscribeRequest.self
        ),
        event(
            SessionCreated.self,
            Emqx_Exhook_V1_SessionCreatedRequest.self,
            Emqx_Exhook_V2_SessionCreatedRequest.self,
            Emqx_Exhook_V3_SessionCreatedRequest.self
        ),
        event(
            SessionSubscribed.self,
            Emqx_Exhook_V1_SessionSubscribedRequest.self,
            Emqx_Exhook_V2_SessionSubscribedRequest.self,
            Emqx_Exhook_V3_SessionSubscribedRequest.self
        ),
        event(
            SessionUnsubscribed.self,
            Emqx_Exhook_V1_SessionUnsubscribedRequest.self,
            Emqx_Exhook_V2_SessionUnsubscribedRequest.self,
            Emqx_Exhook_V3_SessionUnsubscribedRequest.self
        ),
        event(
            SessionResumed.self,
            Emqx_Exhook_V1_SessionResumedRequest.self,
            Emqx_Exhook_V2_SessionResumedRequest.self,
            Emqx_Exhook_V3_SessionResumedRequest.self
        ),
        event(
            SessionDiscarded.self,
            Emqx_Exhook_V1_SessionDiscardedRequest.self,
            Emqx_Exhook_V2_SessionDiscardedRequest.self,
            Emqx_Exhook_V3_SessionDiscardedRequest.self
        ),
        event(
            SessionTakenOver.self,
            Emqx_Exhook_V1_SessionTakeoveredRequest.self,
            Emqx_Exhook_V2_SessionTakenoverRequest.self,
            Emqx_Exhook_V3_SessionTakenoverRequest.self
        ),
        event(
            SessionTerminated.self,
            Emqx_Exhook_V1_SessionTerminatedRequest.self,
            Emqx_Exhook_V2_SessionTerminatedRequest.self,
            Emqx_Exhook_V3_SessionTerminatedRequest.self
        ),
        event(
            MessagePublish.self,
            Emqx_Exhook_V1_MessagePublishRequest.self,
            Emqx_Exhook_V2_MessagePublishRequest.self,
            Emqx_Exhook_V3_MessagePublishRequest.self
        ),
        event(
            MessageDelivered.self,
            Emqx_Exhook_V1_MessageDeliveredRequest.self,
            Emqx_Exhook_V2_MessageDeliveredRequest.self,
            Emqx_Exhook_V3_MessageDeliveredRequest.self
        ),
        event(
            MessageDropped.self,
            Emqx_Exhook_V1_MessageDroppedRequest.self,
            Emqx_Exhook_V2_MessageDroppedRequest.self,
            Emqx_Exhook_V3_MessageDroppedRequest.self
        ),
        event(
            MessageAcked.self,
            Emqx_Exhook_V1_MessageAckedRequest.self,
            Emqx_Exhook_V2_MessageAckedRequest.self,
            Emqx_Exhook_V3_MessageAckedRequest.self
        ),
    ].flatMap(\.self)

    private static let hookResponses = [
        message(
            LoadedResponse.self,
            Emqx_Exhook_V1_LoadedResponse.self,
            Emqx_Exhook_V2_LoadedResponse.self,
            Emqx_Exhook_V3_LoadedResponse.self
        ),
        message(
            ValuedResponse.self,
            Emqx_Exhook_V1_ValuedResponse.self,
            Emqx_Exhook_V2_ValuedResponse.self,
            Emqx_Exhook_V3_ValuedResponse.self
        ),
        message(EmptySuccess.self, Emqx_Exhook_V1_EmptySuccess.self, Emqx_Exhook_V2_EmptySuccess.self, Emqx_Exhook_V3_EmptySuccess.self),
    ].flatMap(\.self)

    private static let exProtoMessages = [
        message(SendBytesRequest.self, Emqx_Exproto_V1_SendBytesRequest.self),
        message(CloseSocketRequest.self, Emqx_Exproto_V1_CloseSocketRequest.self),
        message(AuthenticateRequest.self, Emqx_Exproto_V1_AuthenticateRequest.self),
        message(TimerRequest.self, Emqx_Exproto_V1_TimerRequest.self),
        message(PublishRequest.self, Emqx_Exproto_V1_PublishRequest.self),
        message(SubscribeRequest.self, Emqx_Exproto_V1_SubscribeRequest.self),
        message(UnsubscribeRequest.self, Emqx_Exproto_V1_UnsubscribeRequest.self),
        message(RawPublishRequest.self, Emqx_Exproto_V1_RawPublishRequest.self),
        message(SocketCreatedRequest.self, Emqx_Exproto_V1_SocketCreatedRequest.self),
        message(SocketClosedRequest.self, Emqx_Exproto_V1_SocketClosedRequest.self),
        message(ReceivedBytesRequest.self, Emqx_Exproto_V1_ReceivedBytesRequest.self),
        message(TimerTimeoutRequest.self, Emqx_Exproto_V1_TimerTimeoutRequest.self),
        message(ReceivedMessagesRequest.self, Emqx_Exproto_V1_ReceivedMessagesRequest.self),
        message(CodeResponse.self, Emqx_Exproto_V1_CodeResponse.self),
        message(EmptySuccess.self, Emqx_Exproto_V1_EmptySuccess.self),
    ].flatMap(\.self)
}

extension OracleSubject {
    /// An event of a hook, in the versions that the oracles are for, in order.
    private static func event<Event: HookEvent>(_: Event.Type, _ oracles: any SwiftProtobuf.Message.Type...) -> [OracleSubject] {
        zip(ExHookVersion.allCases, oracles).map { version, oracle in
            OracleSubject(oracle) { bytes in
                let (event, broker) = try bytes.withUnsafeBytes { try Event.decode($0, version: version) }
                return event.encoded(broker: broker, version: version)
            }
        }
    }

    private static func message<Value: WireMessage>(_: Value.Type, _ oracles: any SwiftProtobuf.Message.Type...) -> [OracleSubject] {
        zip(ExHookVersion.allCases, oracles).map { version, oracle in
            OracleSubject(oracle) { bytes in
                try bytes.withUnsafeBytes { try Value(decoding: $0, version: version) }.encoded(version: version)
            }
        }
    }
}
