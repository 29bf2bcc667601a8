import ExtensionProtocol

/// Writes decisions in the numbering of the broker that asked.
///
/// Within exhook v1 two of the three response types were swapped (EMQX 4.3.3), and nothing in a call tells which way round they are. So on v1
/// whatever can be said without them is: a decision is STOP_AND_RETURN, 2 in both, and nothing to say is type 1 without a value, which is
/// IGNORE, or a CONTINUE that says nothing. Only a proposal needs the broker's version.
struct ResponseEncoder {
    let version: ExHookVersion
    let metadata: BrokerMetadata
    let provider: ProviderState

    func response(_ action: ResponseAction, _ value: ValuedResponse.Value?) -> ValuedResponse {
        guard version == .v1, action == .proceed else { return ValuedResponse(action, value: value) }
        guard let numbering = provider.numbering(of: metadata) else {
            provider.warnOfUnknownNumbering()
            return ValuedResponse(.stopAndReturn, value: value)
        }
        return ValuedResponse(action, value: value, numbering: numbering)
    }
}
