import ExtensionProtocol
import ProtocolOracle
import SwiftProtobuf
import Testing

/// The comparison itself: it must see what is wrong, and know the one difference that is meant.
struct OracleSubjectTests {
    private static let denial: [UInt8] = OracleWire.field(1, varint: 2) + OracleWire.field(3, varint: 0)

    private static func subject(_ recode: @escaping @Sendable ([UInt8]) throws -> [UInt8]) -> OracleSubject {
        OracleSubject(Emqx_Exhook_V3_ValuedResponse.self, recode: recode)
    }

    @Test func sameMeaningIsNoDisagreement() {
        #expect(Self.subject { Array($0.suffix(2)) + Array($0.prefix(2)) }.disagreement(on: Self.denial) == nil)
    }

    @Test func lostFieldIsADifference() {
        guard case .different? = Self.subject({ Array($0.prefix(2)) }).disagreement(on: Self.denial) else {
            Issue.record("the oneof's value was lost unseen")
            return
        }
    }

    @Test func rejectedMessageIsADisagreement() {
        guard case .rejected? = Self.subject({ _ in throw WireError.truncated }).disagreement(on: Self.denial) else {
            Issue.record("a sound message was rejected unseen")
            return
        }
    }

    @Test func acceptedGarbageIsADisagreement() {
        guard case .accepted? = Self.subject({ _ in [] }).disagreement(on: [0x08]) else {
            Issue.record("half a field was accepted unseen")
            return
        }
    }

    @Test func brokenOutputIsADisagreement() {
        guard case .unsound? = Self.subject({ _ in [0x08] }).disagreement(on: Self.denial) else {
            Issue.record("half a field was written unseen")
            return
        }
    }

    @Test(arguments: ExHookVersion.allCases)
    func invalidUTF8IsReplacedWhereTheOracleRejects(_ version: ExHookVersion) throws {
        let subject = try #require(OracleSubject["\(version.packageName).SessionTerminatedRequest"])
        let bytes = OracleWire.field(1, bytes: OracleWire.field(2, bytes: [0x61, 0xFF, 0x62]))
        #expect(throws: (any Error).self) { try subject.oracle.init(serializedBytes: bytes) }
        #expect(subject.disagreement(on: bytes) == nil)

        let event = try bytes.withUnsafeBytes { try SessionTerminated.decode($0, version: version).event }
        #expect(event.client.clientID == "a\u{FFFD}b")
    }
}
