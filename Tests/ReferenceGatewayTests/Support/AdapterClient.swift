import ExtensionGRPC
import ExtensionProtocol
import ExtensionServices
import ExtensionTLS
import Logging
import NIOCore
import NIOPosix

/// Calls a gateway's ConnectionAdapter.
struct AdapterClient: Sendable {
    let client: GRPCClient

    init(_ address: SocketAddress, tls: TLSClientConfiguration? = nil, group: MultiThreadedEventLoopGroup) throws {
        var configuration = GRPCClientConfiguration(addresses: [.tcp(host: "127.0.0.1", port: address.port ?? 0)])
        let logger = Logger(label: "test") { _ in SwiftLogNoOpLogHandler() }
        if let tls { try configuration.useTLS(tls, logger: logger) }
        client = GRPCClient(configuration: configuration, group: group, logger: logger)
    }

    func call(_ method: ConnectionAdapterMethod, _ request: some WireMessage) async throws -> CodeResponse {
        let response = try await client.unary(method.path, request.encoded(), options: CallOptions(timeout: .seconds(20)))
        return try response.message.withUnsafeBytes { try CodeResponse(decoding: $0) }
    }

    func send(_ text: String, to connection: String) async throws -> AdapterResultCode {
        try await call(.send, SendBytesRequest(connection: connection, bytes: Array(text.utf8))).code
    }

    func close(_ connection: String) async throws -> AdapterResultCode {
        try await call(.close, CloseSocketRequest(connection: connection)).code
    }

    func authenticate(
        _ connection: String,
        as clientID: String,
        mountpoint: String = "",
        password: String = ""
    ) async throws -> CodeResponse {
        let client = ClientIdentity(clientID: clientID, username: "u", mountpoint: mountpoint)
        return try await call(.authenticate, AuthenticateRequest(connection: connection, client: client, password: password))
    }

    func startTimer(_ connection: String, interval: UInt32, type: Int32 = 0) async throws -> AdapterResultCode {
        try await call(.startTimer, TimerRequest(connection: connection, type: type, interval: interval)).code
    }

    func publish(_ connection: String, _ topic: String, _ text: String = "", qos: QoS = .atMostOnce) async throws -> CodeResponse {
        try await call(.publish, PublishRequest(connection: connection, topic: topic, qos: qos, payload: Array(text.utf8)))
    }

    func subscribe(_ connection: String, _ topic: String, qos: QoS = .atMostOnce) async throws -> CodeResponse {
        try await call(.subscribe, SubscribeRequest(connection: connection, topic: topic, qos: qos))
    }

    func unsubscribe(_ connection: String, _ topic: String) async throws -> CodeResponse {
        try await call(.unsubscribe, UnsubscribeRequest(connection: connection, topic: topic))
    }

    func rawPublish(_ topic: String, _ text: String = "", qos: QoS = .atMostOnce) async throws -> CodeResponse {
        try await call(.rawPublish, RawPublishRequest(topic: topic, qos: qos, payload: Array(text.utf8)))
    }
}
