import ExtensionProtocol

/// Stands for a gateway whose adapter can't be found.
struct UnknownGateway: GatewayAdapter {
    let reason: String

    func call(_ method: ConnectionAdapterMethod, _ request: some WireMessage, connection: String) async throws(AdapterError) {
        throw AdapterError(.unavailable, reason)
    }
}
