import ExtensionGRPC
import ExtensionProtocol

/// A gateway's adapter as it is reached over gRPC.
final class GRPCAdapter: GatewayAdapter {
    let client: GRPCClient
    private let timeout: Duration
    private let metrics: AdapterMetrics?

    init(client: GRPCClient, timeout: Duration, metrics: AdapterMetrics?) {
        self.client = client
        self.timeout = timeout
        self.metrics = metrics
    }

    /// The client repeats what no gateway has looked at, and once what does no harm.
    func call(_ method: ConnectionAdapterMethod, _ request: some WireMessage, connection: String) async throws(AdapterError) {
        let call = makeCall(method, request, connection)
        await client.perform(call)
        try end(call, method)
    }

    // Both stay out of the frame of their caller, which waits in a task.
    @inline(never)
    private func makeCall(_ method: ConnectionAdapterMethod, _ request: some WireMessage, _ connection: String) -> UnaryCall {
        let options = CallOptions(key: AffinityKey(connection), timeout: timeout, isRepeatable: method.isRepeatable)
        return UnaryCall(method.path, options: options, byteCount: request.encodedSize()) { request.encode(into: $0) }
    }

    @inline(never)
    private func end(_ call: UnaryCall, _ method: ConnectionAdapterMethod) throws(AdapterError) {
        let failure = Self.failure(call.result)
        metrics?.callEnded(method, failure?.code, nanoseconds: LoopContext.now() - call.beginning)
        if let failure { throw failure }
    }

    private static func failure(_ answer: Result<RPCResponse, RPCError>) -> AdapterError? {
        switch answer {
        case .failure(let error): AdapterError(error)
        case .success(let response): failure(response.message)
        }
    }

    private static func failure(_ message: [UInt8]) -> AdapterError? {
        do {
            return try message.withUnsafeBytes { try CodeResponse(decoding: $0) }.error
        } catch {
            return AdapterError(.unknown, "the answer isn't a CodeResponse: \(error)", wasNotDone: false)
        }
    }
}
