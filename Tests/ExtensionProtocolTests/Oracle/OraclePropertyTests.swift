import Foundation
import SeededRandom
import SwiftProtobuf
import Testing

/// Messages made up from the protos, and what bytes can suffer: the codec and the oracle must take them alike.
struct OraclePropertyTests {
    private static let seeds: ClosedRange<UInt64> = 1...50

    @Test(arguments: OracleSubject.all)
    func plainMessages(_ subject: OracleSubject) {
        for seed in Self.seeds {
            expectAgreement(subject, on: bytes(of: subject, .plain, seed: seed), seed: seed)
        }
    }

    @Test(arguments: OracleSubject.all)
    func plainMessagesAsTheOracleWritesThem(_ subject: OracleSubject) throws {
        for seed in Self.seeds {
            let message = try subject.oracle.init(serializedBytes: bytes(of: subject, .plain, seed: seed))
            expectAgreement(subject, on: try message.serializedBytes(), seed: seed)
        }
    }

    @Test(arguments: OracleSubject.all)
    func wildMessages(_ subject: OracleSubject) {
        for seed in Self.seeds {
            expectAgreement(subject, on: bytes(of: subject, .wild, seed: seed), seed: seed)
        }
    }

    /// Two messages in a row are one: fields of the second win, lists grow, submessages merge.
    @Test(arguments: OracleSubject.all)
    func mergedMessages(_ subject: OracleSubject) {
        for seed in Self.seeds {
            let pair = bytes(of: subject, .plain, seed: seed) + bytes(of: subject, .plain, seed: seed + 1)
            expectAgreement(subject, on: pair, seed: seed)
        }
    }

    @Test(arguments: OracleSubject.all)
    func truncatedMessages(_ subject: OracleSubject) {
        for seed in Self.seeds {
            var random = SeededGenerator(seed: ~seed)
            let whole = bytes(of: subject, .wild, seed: seed)
            let part = Array(whole.prefix(Int.random(in: 0...whole.count, using: &random)))
            expectAgreement(subject, on: part, seed: seed)
        }
    }

    @Test(arguments: OracleSubject.all)
    func damagedMessages(_ subject: OracleSubject) {
        for seed in Self.seeds {
            var random = SeededGenerator(seed: ~seed)
            var damaged = bytes(of: subject, .wild, seed: seed)
            guard !damaged.isEmpty else { continue }
            for _ in 0..<3 {
                damaged[Int.random(in: 0..<damaged.count, using: &random)] ^= 1 << UInt8.random(in: 0...7, using: &random)
            }
            expectAgreement(subject, on: damaged, seed: seed)
        }
    }

    private func bytes(of subject: OracleSubject, _ style: OracleGenerator.Style, seed: UInt64) -> [UInt8] {
        var generator = OracleGenerator(schema: .emqx, style: style, random: SeededGenerator(seed: seed))
        return generator.message(subject.name)
    }

    private func expectAgreement(_ subject: OracleSubject, on bytes: [UInt8], seed: UInt64) {
        if let disagreement = subject.disagreement(on: bytes) {
            Issue.record("\(disagreement), seed \(seed), bytes \(Data(bytes).base64EncodedString())")
        }
    }
}
