import ExtensionGRPC
import ExtensionProtocol

/// One call of the ConnectionAdapter, to be answered once; later answers are lost.
struct AdapterCall: Sendable {
    let call: ServerCall

    /// From any thread.
    func answer(_ response: CodeResponse) {
        call.respond(byteCount: response.encodedSize()) { response.encode(into: $0) }
    }
}
