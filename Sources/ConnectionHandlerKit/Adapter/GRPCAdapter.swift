import ExtensionGRPC
import ExtensionProtocol

/// A gateway's adapter as it is reached over gRPC.
struct GRPCAdapter: GatewayAdapter {
    let client: GRPCClient
    let timeout: Duration
    let metrics: AdapterMetrics?

    /// The client repeats what no gateway has looked at; beyond that it is repeated once, where that does no harm.
    ///
    /// Each asynchronous function costs its task memory, so there are few between a handler and its call.
    func call(_ method: ConnectionAdapterMethod, _ request: some WireMessage, connection: String) async throws(AdapterError) {
        let start = LoopContext.now()
        var options = CallOptions(key: AffinityKey(connection), timeout: timeout)
        var failure = Self.failure(await answer(method, request, options))
        if let error = failure, error.code == .unavailable, !error.wasNotDone, method.isRepeatable {
            options.timeout = timeout - .nanoseconds(LoopContext.now() - start)
            failure = Self.failure(await answer(method, request, options))
        }
        metrics?.callEnded(method, failure?.code, nanoseconds: LoopContext.now() - start)
        if let failure { throw failure }
    }

    private func answer(
        _ method: ConnectionAdapterMethod,
        _ request: some WireMessage,
        _ options: CallOptions
    ) async -> Result<RPCResponse, RPCError> {
        await client.result(method.path, options: options, byteCount: request.encodedSize()) { request.encode(into: $0) }
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
