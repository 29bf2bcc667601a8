import ExtensionProtocol
import ExtensionTLS
import Testing

@testable import ReferenceGateway

@Suite struct GatewayConfigurationTests {
    private static let whole = """
        node:
          name: edge@10.0.0.1
        gateway:
          exproto:
            idle_timeout: 1m30s
            mountpoint: exproto/
            server:
              bind: 127.0.0.1:9100
              ssl_options:
                certfile: server.pem
                keyfile: server.key
                cacertfile: ca.pem
                verify: verify_peer
                fail_if_no_peer_cert: true
            handler:
              address: https://handler.example:9001
              service_name: ConnectionHandler
              request_timeout: 5s
              pool_size: 4
              ssl_options:
                enable: true
                cacertfile: ca.pem
                server_name_indication: other.example
            listeners:
              tcp:
                default:
                  bind: 7993
                  max_connections: 64
                  max_conn_rate: 10
                  mountpoint: tcp/
                  access_rules: ["allow 10.0.0.0/8", "deny all"]
                  handler:
                    address: http://[::1]:9002/
                  tcp_options:
                    active_n: 10
                    backlog: 5
                    buffer: 4KB
                    nodelay: false
                    recbuf: 1MB
                    reuseaddr: false
                    send_timeout: 500ms
                    send_timeout_close: false
                    sndbuf: 100
                off:
                  enable: false
                  bind: 7994
              ssl:
                default:
                  bind: "[::]:7995"
                  ssl_options:
                    certfile: server.pem
                    keyfile: server.key
                    password: secret
                    depth: 2
                    versions: [tlsv1.3]
                    ciphers: [TLS_AES_128_GCM_SHA256]
                    handshake_timeout: 3s
        """

    @Test func everyKeyIsRead() throws {
        let configuration = try GatewayConfiguration(yaml: Self.whole)
        let exproto = configuration.exproto
        #expect(configuration.nodeName == "edge@10.0.0.1")
        #expect(exproto.idleTimeout == .seconds(90))
        #expect(exproto.mountpoint == "exproto/")
        #expect(exproto.server.address == BindAddress(host: "127.0.0.1", port: 9100))
        #expect(exproto.server.tls?.clientVerification.name == "required ca.pem")
        #expect(exproto.handler.address == BindAddress(host: "handler.example", port: 9001))
        #expect(exproto.handler.service == .streaming)
        #expect(exproto.handler.requestTimeout == .seconds(5))
        #expect(exproto.handler.poolSize == 4)
        #expect(exproto.handler.tls?.serverName == "other.example")
        #expect(exproto.listeners.map(\.id) == ["exproto:ssl:default", "exproto:tcp:default"])
    }

    @Test func everyKeyOfAListenerIsRead() throws {
        let listeners = try GatewayConfiguration(yaml: Self.whole).exproto.listeners
        let tcp = try #require(listeners.last)
        #expect(tcp.address == BindAddress(host: "0.0.0.0", port: 7993))
        #expect(tcp.maximumConnections == 64 && tcp.maximumConnectionRate == 10 && tcp.mountpoint == "tcp/")
        #expect(tcp.accessRules.allow("10.0.0.1") && !tcp.accessRules.allow("11.0.0.1"))
        #expect(tcp.handler?.address == BindAddress(host: "::1", port: 9002))
        #expect(tcp.handler?.service == .unary)
        #expect(tcp.socket.readsPerTurn == 10 && tcp.socket.backlog == 5 && tcp.socket.readBuffer == 4096)
        #expect(!tcp.socket.sendsAtOnce && !tcp.socket.reusesAddress)
        #expect(tcp.socket.receiveBuffer == 1 << 20 && tcp.socket.sendBuffer == 100)
        #expect(tcp.sendTimeout == .milliseconds(500) && !tcp.closesAfterSendTimeout)
        let ssl = try #require(listeners.first)
        #expect(ssl.address == BindAddress(host: "::", port: 7995))
        let tls = try #require(ssl.tls)
        #expect(tls.identity.passphrase?() == "secret" && tls.verificationDepth == 2 && tls.versions == .v1_3 ... .v1_3)
        #expect(tls.cipherSuites == ["TLS_AES_128_GCM_SHA256"] && tls.handshakeTimeout == .seconds(3))
        #expect(tls.clientVerification.name == "none")
    }

    @Test func theDefaultsAreThoseOfTheDocuments() throws {
        let exproto = try GatewayConfiguration(yaml: minimalConfiguration).exproto
        let listener = try #require(exproto.listeners.first)
        #expect(exproto.idleTimeout == .seconds(30) && exproto.mountpoint == "")
        #expect(exproto.server.address == BindAddress(host: "0.0.0.0", port: 9100) && exproto.server.tls == nil)
        #expect(exproto.handler.service == .unary && exproto.handler.tls == nil && exproto.handler.requestTimeout == nil)
        #expect(listener.maximumConnections == 1_024_000 && listener.maximumConnectionRate == 1000)
        #expect(listener.socket.backlog == 1024 && listener.socket.sendsAtOnce && listener.socket.reusesAddress)
        #expect(listener.sendTimeout == .seconds(15) && listener.closesAfterSendTimeout)
        #expect(listener.proxyHeaderTimeout == nil && exproto.collectsMetrics)
    }

    /// As they are found in the documents and in `emqx.conf`.
    private static let spellings: [(text: String, isExpected: @Sendable (ListenerConfiguration) -> Bool)] = [
        ("bind: \":7993\"", { $0.address == BindAddress(host: "0.0.0.0", port: 7993) }),
        ("bind: \"7993\"", { $0.address == BindAddress(host: "0.0.0.0", port: 7993) }),
        ("max_connections: infinity", { $0.maximumConnections == .max }),
        ("max_conn_rate: infinity", { $0.maximumConnectionRate == .max }),
        ("max_conn_rate: 500/s", { $0.maximumConnectionRate == 500 }),
        ("tcp_options: {send_timeout: 1.5m}", { $0.sendTimeout == .seconds(90) }),
        ("tcp_options: {send_timeout: 20S, sndbuf: 64MB}", { $0.sendTimeout == .seconds(20) && $0.socket.sendBuffer == 64 << 20 }),
        ("proxy_protocol: true", { $0.proxyHeaderTimeout == .seconds(3) }),
        ("proxy_protocol_timeout: 1s\n          proxy_protocol: true", { $0.proxyHeaderTimeout == .seconds(1) }),
        ("proxy_protocol_timeout: 1s", { $0.proxyHeaderTimeout == nil }),
        ("access_rules: allow 10.0.0.0/8, deny all", { !$0.accessRules.allow("11.0.0.1") }),
    ]

    @Test(arguments: spellings)
    func valuesMayBeWrittenAsByEMQX(text: String, isExpected: @Sendable (ListenerConfiguration) -> Bool) throws {
        let bind = text.hasPrefix("bind") ? "" : "bind: 7993\n          "
        let yaml = minimalConfiguration.replacing("bind: 7993", with: bind + text)
        #expect(isExpected(try #require(try GatewayConfiguration(yaml: yaml).exproto.listeners.first)))
    }

    @Test func keysOfEMQXThatDoNothingAreToldAndNoErrors() throws {
        let yaml = minimalConfiguration.replacing("bind: 7993", with: "bind: 7993\n          acceptors: 16\n          enable_authn: true")
        let configuration = try GatewayConfiguration(yaml: yaml.replacing("    handler:", with: "    enable: true\n    handler:"))
        #expect(
            configuration.ineffectiveKeys.map(\.key) == [
                "gateway.exproto.listeners.tcp.default.acceptors", "gateway.exproto.listeners.tcp.default.enable_authn",
            ]
        )
    }
}

extension TLSServerConfiguration.ClientVerification {
    fileprivate var name: String {
        switch self {
        case .none: "none"
        case .optional(let file): "optional \(file)"
        case .required(let file): "required \(file)"
        }
    }
}

let minimalConfiguration = """
    gateway:
      exproto:
        handler:
          address: http://127.0.0.1:9001
        listeners:
          tcp:
            default:
              bind: 7993
    """
