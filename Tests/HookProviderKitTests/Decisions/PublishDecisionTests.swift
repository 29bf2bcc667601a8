import ExtensionProtocol
import ProtocolOracle
import SwiftProtobuf
import Testing

@testable import ExtensionTestKit
@testable import HookProviderKit

@Suite("Answers to publish", .timeLimit(.minutes(1)))
struct PublishDecisionTests {
    private static let message = Message(
        node: "n",
        id: "000641B5F2CA4D7E6C1B000002D70002",
        qos: .atLeastOnce,
        from: "c1",
        topic: "t/1",
        payload: [1, 2],
        timestamp: 1_700_000_000_123,
        headers: ["username": "u", "allow_publish": "maybe", "protocol": "mqtt"]
    )

    private static let decisions: [PublishDecision] = [
        .drop, .publish(), .publish(topic: "u"), .publish(qos: .exactlyOnce), .publish(payload: []),
        .publish(topic: "t", qos: .atMostOnce, payload: [9]), .drop.continuing, .publish(topic: "u").continuing,
    ]

    @Test(arguments: decisions, [EmulatedBroker.v1, .v2, .v3, EmulatedBroker(.v1, emqxVersion: "4.3.1")])
    func wholeMessagesComeBack(_ decision: PublishDecision, _ version: EmulatedBroker) async throws {
        try await TestBroker.connect(to: answering(decision), as: version) { broker async throws in
            let event = MessagePublish(message: Self.message)
            let bytes = try await broker.fire(event).answer
            let expected = expectedResponse(decision, numbering: version.numbering)
            // Headers are a map: their order on the wire is anybody's. So the value counts, and the number of bytes.
            #expect(try bytes.withUnsafeBytes { try ValuedResponse(decoding: $0) }.inHeaderOrder == expected.inHeaderOrder)
            #expect(bytes.count == expected.encodedSize())
            try expectOracleReadsTheSame(bytes, expected)
        }
    }

    @Test(arguments: decisions.dropFirst(1), [EmulatedBroker.v1, .v3])
    func theBrokerReadsWhatChanged(_ decision: PublishDecision, _ version: EmulatedBroker) async throws {
        try await TestBroker.connect(to: answering(decision), as: version) { broker async throws in
            #expect(try await broker.publish(Self.message) == decision)
        }
    }

    @Test(arguments: [EmulatedBroker.v1, .v2, .v3])
    func passSaysNothing(_ version: EmulatedBroker) async throws {
        for decision in [PublishDecision.pass, .pass.continuing] {
            try await TestBroker.connect(to: answering(decision), as: version) { broker async throws in
                #expect(try await broker.fire(MessagePublish(message: Self.message)).answer == [0x08, 1])
                #expect(try await broker.publish(Self.message) == .pass)
            }
        }
    }

    private func answering(_ decision: PublishDecision) -> HookProviderServer {
        server { $0.on(.messagePublish, topics: ["#"]) { _, _ in decision } }
    }

    /// A changed copy of the message, as the broker takes it back.
    private func expectedResponse(_ decision: PublishDecision, numbering: ResponseNumbering) -> ValuedResponse {
        let action: ResponseAction = decision.isProposal ? .proceed : .stopAndReturn
        return ValuedResponse(action, value: .message(Self.message.changed(by: decision)), numbering: numbering)
    }

    private func expectOracleReadsTheSame(_ bytes: [UInt8], _ expected: ValuedResponse) throws {
        guard case .message(let message)? = expected.value else { return }
        let oracle = try Emqx_Exhook_V3_ValuedResponse(serializedBytes: bytes)
        #expect(oracle.type.rawValue == Int(expected.type))
        #expect(oracle.message.node == message.node)
        #expect(oracle.message.id == message.id)
        #expect(oracle.message.qos == message.qos.rawValue)
        #expect(oracle.message.from == message.from)
        #expect(oracle.message.topic == message.topic)
        #expect([UInt8](oracle.message.payload) == message.payload)
        #expect(oracle.message.timestamp == message.timestamp)
        #expect(oracle.message.headers == Dictionary(uniqueKeysWithValues: message.headers.map { ($0.name, $0.value) }))
    }
}

extension ValuedResponse {
    fileprivate var inHeaderOrder: ValuedResponse {
        guard case .message(var message)? = value else { return self }
        message.headers.storage.sort { $0.name < $1.name }
        var response = self
        response.value = .message(message)
        return response
    }
}
