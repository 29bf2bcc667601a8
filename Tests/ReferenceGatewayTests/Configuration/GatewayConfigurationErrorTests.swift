import Testing

@testable import ReferenceGateway

/// What is wrong with a configuration is said with its key and its line.
@Suite struct GatewayConfigurationErrorTests {
    /// Where something is put into the minimal configuration.
    enum Place {
        case gateway, bind, listener

        func put(_ text: String) -> String {
            switch self {
            case .gateway: minimalConfiguration.replacing("    handler:", with: "    \(text)\n    handler:")
            case .bind: minimalConfiguration.replacing("bind: 7993", with: text)
            case .listener: "\(minimalConfiguration)\n          \(text)"
            }
        }

        var path: String {
            switch self {
            case .gateway: "line 3: gateway.exproto"
            case .bind: "line 8: gateway.exproto.listeners.tcp.default"
            case .listener: "line 9: gateway.exproto.listeners.tcp.default"
            }
        }
    }

    private func expect(_ expected: String, of yaml: String) {
        let error = #expect(throws: GatewayConfigurationError.self) { try GatewayConfiguration(yaml: yaml) }
        #expect(error?.description.hasPrefix(expected) == true, "\(error?.description ?? "")")
    }

    @Test(arguments: [
        (Place.gateway, "authentication: []", "authentication: there are no authenticators here"),
        (.gateway, "enable: false", "enable: nothing is left to serve"),
        (.gateway, "mountpoint: a/#", "mountpoint: the beginning of a topic"),
        (.gateway, "idle_timeout: 36501d", "idle_timeout: a duration"),
        (.gateway, "idle_timeout: .5s", "idle_timeout: a duration"),
        (.gateway, "idle_timeout: 30", "idle_timeout: a duration"),
        (.gateway, "server: {ssl_options: {}}", "server.ssl_options.certfile: this key is missing"),
        (
            .gateway, "server: {ssl_options: {certfile: a, keyfile: b, verify: verify_peer}}",
            "server.ssl_options.verify: verify_peer needs a cacertfile"
        ),
        (
            .gateway, "server: {ssl_options: {certfile: a, keyfile: b, versions: [tlsv1.1]}}",
            "server.ssl_options.versions: tlsv1.1 isn't offered"
        ),
        (.bind, "bin: 7993", "bin: this key isn't known here"),
        (.bind, "bind: yes", "bind: a port"),
        (.bind, "bind: 70000", "bind: a port"),
        (.bind, "bind: \":\"", "bind: a port"),
        (.bind, "bind: [1]", "bind: a text is expected"),
        (.bind, "enable: yes", "enable: true or false"),
        (.bind, "mountpoint: x/", "bind: this key is missing"),
        (.listener, "max_connections: \"1\"", "max_connections: a number from 1"),
        (.listener, "max_conn_rate: 0", "max_conn_rate: a number from 1"),
        (.listener, "access_rules: [\"allow me\"]", "access_rules: \"allow me\" isn't a rule"),
        (.listener, "ssl_options: {}", "ssl_options: this key isn't known here"),
        (.listener, "tcp_options: {buffer: 0}", "tcp_options.buffer: a size such as 4KB"),
        (.listener, "tcp_options: {buffer: 4GB}", "tcp_options.buffer: a size such as 4KB"),
    ])
    func aValueThatCannotBe(place: Place, text: String, expected: String) {
        expect("\(place.path).\(expected)", of: place.put(text))
    }

    /// What a line of the minimal configuration becomes.
    @Test(arguments: [
        ("gateway:", "gatewai:", "line 1: gatewai: this key isn't known here"),
        ("  exproto:", "  stomp: {}\n  exproto:", "line 2: gateway.stomp: this key isn't known here"),
        ("    handler:", "    handler: 1\n    Handler:", "line 4: gateway.exproto.Handler: this key isn't known here"),
        ("      tcp:", "      udp: {}\n      tcp:", "line 6: gateway.exproto.listeners.udp: devices connect by tcp and ssl here"),
        ("      tcp:", "      ssl:", "line 8: gateway.exproto.listeners.ssl.default.ssl_options: this key is missing"),
        ("http://127", "127", "line 4: gateway.exproto.handler.address: http://HOST:PORT or https://HOST:PORT is expected"),
        ("address: http://127.0.0.1:9001", "pool_size: 1", "line 4: gateway.exproto.handler.address: this key is missing"),
        (
            "      address: http", "      ssl_options: {enable: false}\n      address: https",
            "line 4: gateway.exproto.handler.ssl_options.enable: the address says https"
        ),
        (
            "      address: http", "      ssl_options: {certfile: a}\n      address: https",
            "line 4: gateway.exproto.handler.ssl_options.keyfile: certfile needs a keyfile"
        ),
    ])
    func somethingElse(original: String, changed: String, expected: String) {
        #expect(minimalConfiguration.contains(original))
        expect(expected, of: minimalConfiguration.replacing(original, with: changed, maxReplacements: 1))
    }

    @Test(arguments: ["", "a: [", "- a", "gateway: {exproto: {}, exproto: {}}"])
    func whatIsNoConfigurationIsRefused(yaml: String) {
        #expect(throws: GatewayConfigurationError.self) { try GatewayConfiguration(yaml: yaml) }
    }

    @Test func aFileThatIsNotThereIsNamed() {
        let error = #expect(throws: GatewayConfigurationError.self) { try GatewayConfiguration(file: "/no/such/gateway.yaml") }
        #expect(error?.description == "/no/such/gateway.yaml can't be read")
    }
}
