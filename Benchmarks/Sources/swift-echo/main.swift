import BenchmarkServer
import ConnectionHandlerKit
import NIOCore

// The echo demonstration on ConnectionHandlerKit, on one event loop: what a device sends is published to its own topic, and sent back to it
// from there. Arguments: `--port PORT`, the gateway's ConnectionAdapter.

struct Echo: ConnectionHandler {
    let counter: CallCounter

    func makeDecoder() -> UnframedDecoder { UnframedDecoder() }

    func opened(on connection: Connection) async throws {
        try await connection.authenticate(ClientIdentity(protocolName: "echo", clientID: connection.id, username: "echo"))
        try await connection.subscribe(TopicFilter(topic(of: connection)))
    }

    func received(_ bytes: ByteBuffer, on connection: Connection) async throws {
        counter.count()
        try await connection.publish(topic(of: connection), bytes)
    }

    func delivered(_ message: Message, on connection: Connection) async throws {
        counter.count()
        try await connection.send(message.payload)
    }

    private func topic(of connection: Connection) -> String { "echo/\(connection.id)" }
}

runUntilTerminated { adapterPort, counter in
    let adapter = AdapterAddress.fixed(.tcp(host: "127.0.0.1", port: adapterPort))
    var configuration = ConnectionHandlerConfiguration(host: "127.0.0.1", port: 0, adapter: adapter)
    configuration.eventLoops = 1
    let server = ConnectionHandlerServer(configuration: configuration) { _ in Echo(counter: counter) }
    for address in try await server.start() { announce(port: address.port ?? 0) }
    try await Task.sleep(for: .seconds(86400))
}
