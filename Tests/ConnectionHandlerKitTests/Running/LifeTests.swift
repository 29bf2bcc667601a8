import ConnectionHandlerKit
import ExtensionTestKit
import Testing

/// A device's life from its opening to its close, in every style of the interface and over both transports.
@Suite(.timeLimit(.minutes(1)))
struct LifeTests {
    private static let styles = [EmulatedGateway.Style.unary, .streaming, .enterprise42]

    @Test(arguments: styles, [TestTransport.inProcess, .loopback])
    func aDeviceChats(_ style: EmulatedGateway.Style, _ transport: TestTransport) async throws {
        let journal = Journal()
        try await TestGateway.connect(to: { _ in LineHandler(journal) }, as: EmulatedGateway(style), over: transport) { gateway in
            let device = try await gateway.openDevice()
            try await device.send("authenticate kitchen secret\nsubscribe room/+\npublish room/")
            try await device.send("1 hello\n")
            #expect(try await device.receiveText() == "hello")
            try await device.send("one\ntwo\n")
            #expect(try await device.receiveText() == "4 one\n")
            #expect(try await device.receiveText() == "5 two\n")
            #expect(device.client?.clientID == "kitchen")
            #expect(device.subscriptions == ["room/+": .atLeastOnce])
            let published = PublishedMessage(clientID: "kitchen", topic: "room/1", payload: Array("hello".utf8), qos: .atLeastOnce)
            #expect(gateway.published == [published])
            try await device.disconnect()
            await journal.wait(for: "closed closedByDevice")
        }
        #expect(journal.lines.first == "opened")
        #expect(journal.lines.last == "closed closedByDevice")
        #expect(journal.lines.contains("delivered room/1 hello"))
    }

    @Test(arguments: styles)
    func theHandlerCloses(_ style: EmulatedGateway.Style) async throws {
        let journal = Journal()
        try await TestGateway.connect(to: { _ in LineHandler(journal) }, as: EmulatedGateway(style)) { gateway in
            let device = try await gateway.openDevice()
            try await device.send("close\n")
            try await device.waitUntilClosed()
            await journal.wait(for: "closed closedByHandler")
        }
    }

    @Test func aSilentDevice() async throws {
        let journal = Journal()
        try await TestGateway.connect(to: { _ in LineHandler(journal) }) { gateway in
            let device = try await gateway.openDevice()
            try await device.send("keepalive 30\n")
            #expect(device.keepalive == .seconds(30))
            try await device.expireKeepalive()
        }
        #expect(journal.lines.suffix(2) == ["keepalive expired", "closed keepaliveTimeout"])
    }

    @Test func whatTheBrokerRefusesIsTyped() async throws {
        struct Greeter: ConnectionHandler {
            func makeDecoder() -> LineDecoder { LineDecoder(maximumLength: 100) }
            mutating func received(_ line: String, on connection: Connection) async throws {
                do {
                    if line == "publish" { return try await connection.publish("t", []) }
                    try await connection.authenticate(.init(clientID: line))
                } catch {
                    try await connection.send("\(error)".utf8)
                }
            }
        }
        var emulated = EmulatedGateway()
        emulated.authenticates = { client, _ in client.clientID != "stranger" }
        try await TestGateway.connect(to: { _ in Greeter() }, as: emulated) { gateway in
            let device = try await gateway.openDevice()
            try await device.send("publish\n")
            #expect(try await device.receiveText() == "permissionDenied: the device isn't authenticated")
            try await device.send("stranger\n")
            #expect(try await device.receiveText() == "permissionDenied: not_authorized")
            try await device.send("friend\nfriend\n")
            #expect(try await device.receiveText() == "permissionDenied: Duplicated authenticate command")
            try await device.send("\n")
            #expect(try await device.receiveText() == "parameterMissing")
        }
    }

    @Test func theNewerConnectionOfAClientReplacesTheOlder() async throws {
        let journal = Journal()
        try await TestGateway.connect(to: { _ in LineHandler(journal) }) { gateway in
            let first = try await gateway.openDevice()
            let second = try await gateway.openDevice()
            try await first.send("authenticate same x\n")
            try await second.send("authenticate same x\n")
            #expect(!first.isOpen)
            await journal.wait(for: "closed discarded")
        }
    }

    @Test func aUDPDeviceGetsItsKeepaliveByItself() async throws {
        let socket = SocketInfo(type: .udp, peer: Endpoint(host: "10.0.0.1", port: 5), local: Endpoint(host: "10.0.0.2", port: 6))
        try await TestGateway.connect(to: { _ in LineHandler(Journal()) }) { gateway async throws in
            #expect(try await gateway.openDevice(socket).keepalive == .seconds(300))
            #expect(try await gateway.openDevice().keepalive == nil, "TCP needs none")
        }
        var configuration = ConnectionHandlerConfiguration()
        configuration.udpKeepalive = nil
        let server = ConnectionHandlerServer(configuration: configuration) { _ in LineHandler(Journal()) }
        try await TestGateway.connect(to: server) { gateway async throws in
            #expect(try await gateway.openDevice(socket).keepalive == nil)
        }
    }

    @Test func callsFromOutside() async throws {
        let server = ConnectionHandlerServer { _ in LineHandler(Journal()) }
        try await TestGateway.connect(to: server) { gateway in
            let device = try await gateway.openDevice()
            #expect(server.connectionCount == 1)
            let connection = try #require(server.connection(device.id))
            #expect(connection.socket?.type == .tcp)
            try await connection.send("from outside".utf8)
            #expect(try await device.receiveText() == "from outside")
            #expect(server.connection("another") == nil)
            try await server.publish("news", "1".utf8, qos: .atLeastOnce)
            #expect(gateway.published == [PublishedMessage(clientID: nil, topic: "news", payload: Array("1".utf8), qos: .atLeastOnce)])
            try await device.disconnect()
            await #expect(throws: AdapterError(.connectionNotAlive, "the connection has ended")) { try await connection.send([]) }
        }
    }

    @Test func aThousandConnectionsLeaveNothingBehind() async throws {
        final class Mortal: ConnectionHandler {
            let deaths: Journal
            init(_ deaths: Journal) { self.deaths = deaths }
            deinit { deaths.write("") }
            func makeDecoder() -> LineDecoder { LineDecoder(maximumLength: 100) }
            func received(_ line: String, on connection: Connection) async throws { try await connection.send(line.utf8) }
        }
        let deaths = Journal()
        let server = ConnectionHandlerServer(logger: .quiet) { _ in Mortal(deaths) }
        try await TestGateway.connect(to: server) { gateway in
            try await withThrowingTaskGroup { tasks in
                for _ in 0..<1_000 {
                    tasks.addTask {
                        let device = try await gateway.openDevice()
                        try await device.send("hello\n")
                        try await device.disconnect()
                    }
                }
                try await tasks.waitForAll()
            }
            await server.waitUntilEmpty()
            #expect(server.connectionCount == 0)
            await deaths.wait { $0.count == 1_000 }
        }
    }
}
