import ConnectionHandlerKit
import ExtensionProtocol
import NIOConcurrencyHelpers

/// What a gateway answers to its handler's calls: with EMQX's own codes and words (EMQX 5, `emqx_exproto_gsvr`), and the broker behind it.
final class GatewayBroker: Sendable {
    private struct State {
        var devices: [String: TestDevice] = [:]
        var published: [PublishedMessage] = []
        var messageCount: UInt64 = 0
    }

    private let emulated: EmulatedGateway
    private let state = NIOLockedValueBox(State())

    init(_ emulated: EmulatedGateway) { self.emulated = emulated }

    var published: [PublishedMessage] { state.withLockedValue { $0.published } }
    var devices: [TestDevice] { state.withLockedValue { Array($0.devices.values) } }

    func add(_ device: TestDevice) { state.withLockedValue { $0.devices[device.id] = device } }

    /// The gateway forgets a device without telling anybody.
    func remove(_ device: TestDevice) { state.withLockedValue { $0.devices[device.id] = nil } }

    func answer(_ method: ConnectionAdapterMethod, _ bytes: [UInt8]) throws(WireError) -> CodeResponse {
        switch method {
        case .send: try with(bytes) { (request: SendBytesRequest, device) in send(request, device) }
        case .close: try with(bytes) { (_: CloseSocketRequest, device) in close(device) }
        case .authenticate: try with(bytes) { (request: AuthenticateRequest, device) in authenticate(request, device) }
        case .startTimer: try with(bytes) { (request: TimerRequest, device) in startTimer(request, device) }
        case .publish: try with(bytes) { (request: PublishRequest, device) in publish(request, device) }
        case .subscribe: try with(bytes) { (request: SubscribeRequest, device) in subscribe(request, device) }
        case .unsubscribe: try with(bytes) { (request: UnsubscribeRequest, device) in unsubscribe(request, device) }
        case .rawPublish: rawPublish(try decode(bytes))
        }
    }

    private func with<Request: DeviceRequest>(
        _ bytes: [UInt8],
        _ answer: (Request, TestDevice) -> CodeResponse
    ) throws(WireError) -> CodeResponse {
        let request: Request = try decode(bytes)
        guard let device = state.withLockedValue({ $0.devices[request.connection] }), device.isOpen else {
            return CodeResponse(code: .connectionProcessNotAlive, message: "<<\"Connection process is not alive\">>")
        }
        return answer(request, device)
    }

    private func decode<Request: WireMessage>(_ bytes: [UInt8]) throws(WireError) -> Request {
        try bytes.withUnsafeBufferPointer { (bytes) throws(WireError) in try Request(decoding: UnsafeRawBufferPointer(bytes)) }
    }

    // MARK: Calls of a device's handler

    private func send(_ request: SendBytesRequest, _ device: TestDevice) -> CodeResponse {
        device.received.append(request.bytes)
        return CodeResponse()
    }

    private func close(_ device: TestDevice) -> CodeResponse {
        device.end("{shutdown,normal}")
        return CodeResponse()
    }

    private func authenticate(_ request: AuthenticateRequest, _ device: TestDevice) -> CodeResponse {
        let client = request.client
        guard ![client.protocolName, client.protocolVersion, client.clientID].contains("") else {
            return CodeResponse(code: .requiredParametersMissed)
        }
        guard device.client == nil else { return .denied("Duplicated authenticate command") }
        guard emulated.authenticates(client, request.password) else {
            return CodeResponse(code: .permissionDenied, message: "not_authorized")
        }
        for other in devices where other.client?.clientID == client.clientID { other.end("{shutdown,discarded}") }
        device.state.withLockedValue { $0.client = client }
        return CodeResponse()
    }

    private func startTimer(_ request: TimerRequest, _ device: TestDevice) -> CodeResponse {
        guard request.type == 0, request.interval > 0 else { return .wrongParameter }
        device.state.withLockedValue { $0.keepalive = .seconds(Int64(request.interval)) }
        return CodeResponse()
    }

    private func publish(_ request: PublishRequest, _ device: TestDevice) -> CodeResponse {
        guard request.qos.isValid else { return .wrongParameter }
        guard let client = device.client else { return .notAuthenticated }
        guard emulated.authorizes(client, .publish, request.topic) else { return .denied("Authorization deny") }
        route(PublishedMessage(clientID: client.clientID, topic: request.topic, payload: request.payload, qos: request.qos))
        return CodeResponse()
    }

    private func subscribe(_ request: SubscribeRequest, _ device: TestDevice) -> CodeResponse {
        guard request.qos.isValid else { return .wrongParameter }
        guard let client = device.client else { return .notAuthenticated }
        guard emulated.authorizes(client, .subscribe, request.topic) else { return .denied("Authorization deny") }
        device.state.withLockedValue { $0.subscriptions[TopicFilter(request.topic)] = request.qos }
        return CodeResponse()
    }

    private func unsubscribe(_ request: UnsubscribeRequest, _ device: TestDevice) -> CodeResponse {
        guard device.client != nil else { return .notAuthenticated }
        device.state.withLockedValue { $0.subscriptions[TopicFilter(request.topic)] = nil }
        return CodeResponse()
    }

    private func rawPublish(_ request: RawPublishRequest) -> CodeResponse {
        route(PublishedMessage(clientID: nil, topic: request.topic, payload: request.payload, qos: request.qos))
        return CodeResponse()
    }

    // MARK: The broker

    /// To every device with a filter that matches.
    func route(_ published: PublishedMessage) {
        let number = state.withLockedValue { state in
            state.published.append(published)
            state.messageCount += 1
            return state.messageCount
        }
        let digits = String(number, radix: 16, uppercase: true)
        let message = Message(
            node: emulated.node,
            id: String(repeating: "0", count: 32 - digits.count) + digits,
            qos: published.qos,
            from: published.clientID ?? "exproto",
            topic: published.topic,
            payload: published.payload,
            timestamp: 1_700_000_000_000 + number
        )
        for device in devices where device.isOpen && device.subscriptions.keys.contains(where: { $0.matches(message.topic) }) {
            device.enqueue(.receivedMessages, ReceivedMessagesRequest(connection: device.id, messages: [message]))
        }
    }
}

extension CodeResponse {
    fileprivate static let wrongParameter = CodeResponse(code: .unknown, message: "{error,'PARAMS_TYPE_ERROR'}")
    fileprivate static let notAuthenticated = CodeResponse(code: .unknown, message: "{error,unexpected_call}")

    fileprivate static func denied(_ text: String) -> CodeResponse { CodeResponse(code: .permissionDenied, message: "<<\"\(text)\">>") }
}

/// A call about a device's connection.
private protocol DeviceRequest: WireMessage {
    var connection: String { get }
}

extension SendBytesRequest: DeviceRequest {}
extension CloseSocketRequest: DeviceRequest {}
extension AuthenticateRequest: DeviceRequest {}
extension TimerRequest: DeviceRequest {}
extension PublishRequest: DeviceRequest {}
extension SubscribeRequest: DeviceRequest {}
extension UnsubscribeRequest: DeviceRequest {}
