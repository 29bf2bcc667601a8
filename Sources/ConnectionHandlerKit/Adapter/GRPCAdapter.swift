import ExtensionGRPC
import ExtensionProtocol

/// A gateway's adapter as it is reached over gRPC.
struct GRPCAdapter: GatewayAdapter {
    let client: GRPCClient
    let timeout: Duration
    let metrics: AdapterMetrics?

    func call(_ method: ConnectionAdapterMethod, _ request: some WireMessage, connection: String) async throws(AdapterError) {
        let start = LoopContext.now()
        do throws(AdapterError) {
            try await callRepeatedly(method, request, connection, since: start)
            metrics?.callEnded(method, nil, nanoseconds: LoopContext.now() - start)
        } catch {
            metrics?.callEnded(method, error.code, nanoseconds: LoopContext.now() - start)
            throw error
        }
    }

    /// The client repeats what no gateway has looked at; beyond that it is repeated once, where that does no harm.
    private func callRepeatedly(
        _ method: ConnectionAdapterMethod,
        _ request: some WireMessage,
        _ connection: String,
        since start: Int64
    ) async throws(AdapterError) {
        do throws(AdapterError) {
            try await callOnce(method, request, connection, within: timeout)
        } catch {
            guard error.code == .unavailable, !error.wasNotDone, method.isRepeatable else { throw error }
            try await callOnce(method, request, connection, within: timeout - .nanoseconds(LoopContext.now() - start))
        }
    }

    private func callOnce(
        _ method: ConnectionAdapterMethod,
        _ request: some WireMessage,
        _ connection: String,
        within timeout: Duration
    ) async throws(AdapterError) {
        let options = CallOptions(key: AffinityKey(connection), timeout: timeout)
        let response = try await answer(method, request, options)
        if let error = response.error { throw error }
    }

    private func answer(
        _ method: ConnectionAdapterMethod,
        _ request: some WireMessage,
        _ options: CallOptions
    ) async throws(AdapterError) -> CodeResponse {
        let bytes: [UInt8]
        do throws(RPCError) {
            bytes = try await client.unary(method.path, options: options, byteCount: request.encodedSize()) { request.encode(into: $0) }
                .message
        } catch {
            throw AdapterError(error)
        }
        do {
            return try bytes.withUnsafeBytes { try CodeResponse(decoding: $0) }
        } catch {
            throw AdapterError(.unknown, "the answer isn't a CodeResponse: \(error)", wasNotDone: false)
        }
    }
}
