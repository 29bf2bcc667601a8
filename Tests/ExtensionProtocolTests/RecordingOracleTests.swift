import ExtensionProtocol
import Foundation
import RecordedTraffic
import SwiftProtobuf
import Testing

/// Every recorded message, to the oracle and to the codec.
struct RecordingOracleTests {
    @Test(arguments: Recording.all)
    func oracleReadsWhatWasRecorded(_ recording: Recording) throws {
        for (subject, message) in try Self.messages(of: recording) {
            let parsed = try subject.oracle.init(serializedBytes: message.bytes)
            #expect(try parsed.recordedJSON == message.json, "\(subject.name)")
        }
    }

    @Test(arguments: Recording.all)
    func codecAgreesWithOracle(_ recording: Recording) throws {
        for (subject, message) in try Self.messages(of: recording) {
            if let disagreement = subject.disagreement(on: message.bytes) {
                Issue.record("\(disagreement), \(subject.name), bytes \(Data(message.bytes).base64EncodedString())")
            }
        }
    }

    @Test(arguments: zip(Recording.all(of: .exhook), ExHookVersion.allCases))
    func allHookMethodsWereRecorded(_ recording: Recording, _ version: ExHookVersion) throws {
        let paths = Set(try recording.calls().map(\.path))
        #expect(paths.count == 21)
        #expect(paths == Set(HookProviderMethod.allCases.map { $0.path(in: version) }))
    }

    private static func messages(of recording: Recording) throws -> [(OracleSubject, RecordedMessage)] {
        let methods = Dictionary(uniqueKeysWithValues: OracleSchema.emqx.methods.map { ($0.path, $0) })
        return try recording.calls().flatMap { call in
            let method = try #require(methods[call.path])
            let request = try #require(OracleSubject[method.request])
            let response = try #require(OracleSubject[method.response])
            return call.requests.map { (request, $0) } + call.responses.map { (response, $0) }
        }
    }
}
