import Foundation
import Programs
import Testing

/// extension-gateway and the handlers' samples as they are run: three programs, and `nc` as the devices.
@Suite(.timeLimit(.minutes(1))) struct GatewayProgramTests {
    @Test func aDeviceHearsItself() async throws {
        try await withGateway(before: "echo-handler") { connect in
            let (one, other) = (try connect(), try connect())
            for number in 0..<5 {
                try one.send("one \(number)")
                #expect(await one.line() == "one \(number)")
                try other.send("other \(number)")
                #expect(await other.line() == "other \(number)")
            }
        }
    }

    /// The echo demonstration's topic, to which anybody may publish.
    @Test func devicesOfOneTopicHearEachOther() async throws {
        try await withGateway(before: "echo-handler", ["--topic", "test/echo"]) { connect in
            let one = try connect()
            try one.send("anybody here?")
            #expect(await one.line() == "anybody here?")
            let other = try connect()
            try other.send("yes")
            #expect(await other.line() == "yes")
            #expect(await one.line() == "yes")
        }
    }

    @Test func aChat() async throws {
        try await withGateway(before: "line-handler") { connect in
            let (ada, bob) = (try connect(), try connect())
            try ada.send("\r\nada\r")
            #expect(await ada.line() == "your name? not you; your name? hello ada")
            try bob.send("bob\r")
            #expect(await bob.line() == "your name? hello bob")
            try bob.send("good morning\r")
            for device in [ada, bob] { #expect(await device.line() == "bob: good morning") }
        }
    }

    @Test func theSamplesConfigurationIsValid() async throws {
        let sample = URL(filePath: #filePath).deletingLastPathComponent().appending(
            path: "../../Sources/Samples/extension-gateway/gateway.yaml"
        )
        #expect(try await ServiceProgram("extension-gateway").run(["--check", sample.path]) == (0, ""))
    }

    @Test func whatIsWrongIsNamed() async throws {
        let text = Self.configuration(handlerPort: 9001, adapterPort: 9100).replacing("idle_timeout", with: "idel_timeout")
        try await withFile(text) { file in
            let (status, text) = try await ServiceProgram("extension-gateway").run(["--check", file])
            #expect(status != 0)
            #expect(text.contains("line 3") && text.contains("gateway.exproto.idel_timeout"), "\(text)")
        }
    }

    @Test func aGatewayWithoutEventLoopsIsRefused() async throws {
        let (status, text) = try await ServiceProgram("extension-gateway").run(["--loops", "0", "gateway.yaml"])
        #expect(status != 0 && text.contains("at least one event loop"), "\(text)")
    }

    private func withGateway(
        before handler: String,
        _ arguments: [String] = [],
        _ body: (_ connect: () throws -> CommandDevice) async throws -> Void
    ) async throws {
        let adapterPort = try ServiceProgram.freePort()
        try await ServiceProgram(handler).serving(["--adapter", "127.0.0.1:\(adapterPort)"] + arguments) { handlerPort, _ in
            try await withFile(Self.configuration(handlerPort: handlerPort, adapterPort: adapterPort)) { file in
                try await ServiceProgram("extension-gateway").serving(["--loops", "1", file], listening: []) { port, _ in
                    try await body { try CommandDevice(["nc", "127.0.0.1", "\(port)"]) }
                }
            }
        }
    }

    private static func configuration(handlerPort: Int, adapterPort: Int) -> String {
        """
        gateway:
          exproto:
            idle_timeout: 30s
            server: {bind: "127.0.0.1:\(adapterPort)"}
            handler: {address: "http://127.0.0.1:\(handlerPort)"}
            listeners:
              tcp:
                default: {bind: "127.0.0.1:0"}
        """
    }

    private func withFile(_ text: String, _ body: (_ path: String) async throws -> Void) async throws {
        let file = FileManager.default.temporaryDirectory.appending(path: "gateway-\(UUID().uuidString).yaml")
        try text.write(to: file, atomically: true, encoding: .utf8)
        defer { try? FileManager.default.removeItem(at: file) }
        try await body(file.path)
    }
}
