import ExtensionGRPC
import ExtensionProtocol

/// A gateway's adapter as it is reached over gRPC.
struct GRPCAdapter: GatewayAdapter {
    let client: GRPCClient
    let timeout: Duration
    let metrics: AdapterMetrics?

    /// The client repeats what no gateway has looked at, and once what does no harm.
    func call(_ method: ConnectionAdapterMethod, _ request: some WireMessage, connection: String) async throws(AdapterError) {
        let start = LoopContext.now()
        let call = makeCall(method, request, connection)
        await client.perform(call)
        try end(call, method, since: start)
    }

    // Both stay out of the frame of their caller, which waits in a task.
    @inline(never)
    private func makeCall(_ method: ConnectionAdapterMethod, _ request: some WireMessage, _ connection: String) -> UnaryCall {
        let options = CallOptions(key: AffinityKey(connection), timeout: timeout, isRepeatable: method.isRepeatable)
        return UnaryCall(method.path, options: options, byteCount: request.encodedSize()) { request.encode(into: $0) }
    }

    @inline(never)
    private func end(_ call: UnaryCall, _ method: ConnectionAdapterMethod, since start: Int64) throws(AdapterError) {
        let failure = Self.failure(call.result)
        metrics?.callEnded(method, failure?.code, nanoseconds: LoopContext.now() - start)
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
