import Foundation
import Testing

/// The inputs that the fuzzer has kept, without the fuzzer.
struct OracleCorpusTests {
    @Test func codecAndOracleAgreeOnTheFuzzersCorpus() throws {
        let file = URL(filePath: #filePath).appending(path: "../../../../Fuzzing/Corpus.hex").standardized
        let inputs = try String(contentsOf: file, encoding: .utf8).split(separator: "\n")
        #expect(inputs.count > 1000)
        for input in inputs {
            let bytes = try Self.bytes(ofHex: input)
            let subject = OracleSubject.all[Int(bytes[0]) % OracleSubject.all.count]
            if let disagreement = subject.disagreement(on: Array(bytes.dropFirst())) {
                Issue.record("\(subject): \(disagreement), input \(input)")
            }
        }
    }

    private static func bytes(ofHex hex: Substring) throws -> [UInt8] {
        let digits = Array(hex.utf8)
        return try stride(from: 0, to: digits.count, by: 2).map { index in
            let pair = String(decoding: digits[index..<index + 2], as: UTF8.self)
            return try #require(UInt8(pair, radix: 16))
        }
    }
}
