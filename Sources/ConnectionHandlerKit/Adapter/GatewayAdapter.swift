package import ExtensionProtocol

/// Where the calls of handlers go: a gateway's `ConnectionAdapter`.
package protocol GatewayAdapter: Sendable {
    /// Calls an rpc, and throws what isn't success. Calls of one `connection` that are made one after the other arrive in that order.
    func call(_ method: ConnectionAdapterMethod, _ request: some WireMessage, connection: String) async throws(AdapterError)
}

extension ConnectionAdapterMethod {
    /// Whether doing it twice is the same as doing it once, so that it may be repeated where it isn't known whether it was done.
    var isRepeatable: Bool {
        switch self {
        case .close, .startTimer, .subscribe, .unsubscribe: true
        case .send, .authenticate, .publish, .rawPublish: false
        }
    }
}
