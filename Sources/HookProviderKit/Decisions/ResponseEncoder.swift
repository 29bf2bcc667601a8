import ExtensionGRPC
import ExtensionProtocol

/// Writes decisions in the numbering of the broker that asked.
///
/// Within exhook v1 two of the three response types were swapped (EMQX 4.3.3), and nothing in a call tells which way round they are. So on v1
/// whatever can be said without them is: a decision is STOP_AND_RETURN, 2 in both, and nothing to say is type 1 without a value, which is
/// IGNORE, or a CONTINUE that says nothing. Only a proposal needs the broker's version.
struct ResponseEncoder {
    let context: HookContext
    let environment: HookCallEnvironment

    /// A response without a message.
    func response(_ action: ResponseAction, _ isAllowed: Bool?) -> ValuedResponse {
        var response = ValuedResponse()
        response.type = type(of: action)
        response.value = isAllowed.map { .bool($0) }
        return response
    }

    /// The number of a response type as the broker reads it.
    func type(of action: ResponseAction) -> Int32 {
        guard environment.version == .v1, action == .proceed else { return ResponseNumbering.continueFirst.wireValue(of: action) }
        guard let numbering = environment.provider.numbering(of: context.broker) else {
            environment.provider.warnOfUnknownNumbering()
            return ResponseNumbering.continueFirst.wireValue(of: .stopAndReturn)
        }
        return numbering.wireValue(of: action)
    }
}

extension ValuedResponse {
    func respond(to call: ServerCall) {
        call.respond(byteCount: encodedSize()) { encode(into: $0) }
    }
}
