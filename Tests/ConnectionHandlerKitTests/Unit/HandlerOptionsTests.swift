import ArgumentParser
import ConnectionHandlerKit
import HandlerCommand
import Testing

/// What the samples' options mean.
struct HandlerOptionsTests {
    @Test(arguments: [
        ("emqx.internal:9100", "emqx.internal"),
        ("10.0.0.1:9100", "10.0.0.1"),
        ("[::1]:9100", "::1"),
        ("[fe80::1%eth0]:9100", "fe80::1%eth0"),
    ])
    func theAdapterIsAHostWithAPort(_ text: String, _ host: String) throws {
        let options = try HandlerOptions.parse(["--adapter", text])
        #expect(options.configuration.adapter == .fixed(.tcp(host: host, port: 9100)))
    }

    @Test(arguments: ["9100", ":9100", "[]:9100", "host:", "host:0", "host:65536", "host:port"])
    func whatIsNoAddressIsRefused(_ text: String) {
        #expect(throws: (any Error).self) { try HandlerOptions.parse(["--adapter", text]) }
    }

    @Test func byDefaultTheCallerIsAskedAndUnseenConnectionsAreClosed() throws {
        let configuration = try HandlerOptions.parse([]).configuration
        #expect(configuration.adapter == .caller(port: 9100))
        #expect(configuration.unseenConnections == .close)
        #expect(try HandlerOptions.parse(["--adopt"]).configuration.unseenConnections == .adopt)
    }
}
