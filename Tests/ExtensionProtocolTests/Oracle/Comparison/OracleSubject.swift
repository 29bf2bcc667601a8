import SwiftProtobuf

/// One kind of message, known to the oracle and to the codec under test.
struct OracleSubject: Sendable, CustomStringConvertible {
    /// The full name, such as "emqx.exhook.v3.ClientConnectRequest".
    let name: String
    let oracle: any SwiftProtobuf.Message.Type
    /// Decodes with the codec under test, and encodes again.
    let recode: @Sendable ([UInt8]) throws -> [UInt8]

    init(_ oracle: any SwiftProtobuf.Message.Type, recode: @escaping @Sendable ([UInt8]) throws -> [UInt8]) {
        name = oracle.protoMessageName
        self.oracle = oracle
        self.recode = recode
    }

    var description: String { name }

    /// How the codec's understanding of the bytes differs from the oracle's; nil if it doesn't.
    func disagreement(on bytes: [UInt8]) -> OracleDisagreement? {
        disagreement(of: oracle, on: bytes)
    }

    private func disagreement<Oracle: SwiftProtobuf.Message>(of oracle: Oracle.Type, on bytes: [UInt8]) -> OracleDisagreement? {
        let expected = Result { try oracle.parse(bytes) }
        let recoded = Result { try recode(bytes) }
        switch (expected, recoded) {
        case (.success(let expected), .success(let recoded)):
            guard let found = compare(expected, recoded) else { return nil }
            return OracleQuirk.affects(bytes, in: name) ? nil : found
        case (.failure(BinaryDecodingError.invalidUTF8), .success(let recoded)):
            // The one documented difference: broken text is replaced. What is sent on must be sound.
            return compare(nil as Oracle?, recoded)
        case (.failure, .failure):
            return nil
        case (.success, .failure(let error)):
            return OracleQuirk.affects(bytes, in: name) ? nil : .rejected(error)
        case (.failure(let error), .success):
            return OracleQuirk.affects(bytes, in: name) ? nil : .accepted(despite: error)
        }
    }

    private func compare<Oracle: SwiftProtobuf.Message>(_ expected: Oracle?, _ recoded: [UInt8]) -> OracleDisagreement? {
        do {
            let actual = try Oracle.parse(recoded)
            guard let expected, !expected.isEqualTo(message: actual) else { return nil }
            let (left, right) = try (OracleMeaning(expected), OracleMeaning(actual))
            return left == right ? nil : .different(expected: "\(left)", actual: "\(right)")
        } catch {
            return .unsound(error)
        }
    }
}

/// What can be wrong with the codec.
enum OracleDisagreement {
    /// The oracle accepts these bytes.
    case rejected(any Error)
    case accepted(despite: any Error)
    /// What the codec encoded means something else.
    case different(expected: String, actual: String)
    /// What the codec encoded can't be decoded.
    case unsound(any Error)
}

extension SwiftProtobuf.Message {
    /// Parses without keeping unknown fields, which the codec drops.
    fileprivate static func parse(_ bytes: [UInt8]) throws -> Self {
        var options = BinaryDecodingOptions()
        options.discardUnknownFields = true
        return try Self(serializedBytes: bytes, options: options)
    }
}
