import Gates
import ExtensionGRPC
import ExtensionProtocol
import NIOConcurrencyHelpers
import Testing

@testable import ReferenceGateway

@Suite(.timeLimit(.minutes(1))) struct OversizeTests {
    /// gRPC's usual limit, in both directions.
    private static let messageLimit = 4 << 20

    @Test(arguments: Transport.extremes) func aCallThatIsTooLongIsRefusedAndTheDeviceStays(transport: Transport) async throws {
        try await withGateway(transport) { test in
            let (device, connection) = try await test.connect()
            let request = SendBytesRequest(connection: connection, bytes: [UInt8](repeating: 1, count: Self.messageLimit))
            let error = await #expect(throws: RPCError.self) { try await test.adapter.call(.send, request) }
            #expect(error?.status.code == .resourceExhausted)
            #expect(try await test.adapter.send("x", to: connection) == .success)
            #expect(await device.receive("x") == "x")
        }
    }

    /// Ten of them in one call are more than a handler takes.
    @Test func largeMessagesDoNotComeAllAtOnce() async throws {
        try await withGateway { test in
            let (_, connection) = try await test.connectClient("c")
            #expect(try await test.adapter.subscribe(connection, "t").code == .success)
            let gate = Gate()
            test.handler.answer.withLockedValue { $0 = { if case .messages = $0 { await gate.pass() } } }
            let payload = String(repeating: "m", count: 700_000)
            for _ in 0..<11 { #expect(try await test.adapter.rawPublish("t", payload).code == .success) }
            gate.open()
            var count = 0
            while count < 11, let messages = await test.handler.messages() {
                #expect(messages.reduce(0) { $0 + $1.payload.count } < Self.messageLimit)
                count += messages.count
            }
            #expect(count == 11)
        }
    }
}
