import ExtensionGRPC
import ExtensionProtocol

/// One call of the ConnectionAdapter, to be answered once.
struct AdapterCall: Sendable {
    let call: ServerCall
    let method: ConnectionAdapterMethod
    let metrics: AdapterCallMetrics?

    /// From any thread.
    func answer(_ response: CodeResponse) {
        metrics?.callEnded(method, response.code)
        call.respond(byteCount: response.encodedSize()) { response.encode(into: $0) }
    }
}
