import ExtensionGRPC
import ExtensionProtocol

/// Calls a `ConnectionUnaryHandler` (EMQX 5.1 to 6.2), each device over a connection of its own choice.
struct UnaryHandlerClient: HandlerClient {
    let client: GRPCClient

    func call(_ method: ConnectionHandlerMethod, _ request: any WireMessage, from device: Device) async -> RPCStatus {
        do throws(RPCError) {
            let options = CallOptions(key: device.affinity, timeout: device.environment.settings.requestTimeout)
            let response = try await client.unary(method.path(in: .unary), options: options, byteCount: request.encodedSize()) {
                request.encode(into: $0)
            }
            return Self.status(of: response)
        } catch {
            return error.status
        }
    }

    /// The answer says nothing, but it has to be one.
    private static func status(of response: RPCResponse) -> RPCStatus {
        do {
            _ = try response.message.withUnsafeBytes { try EmptySuccess(decoding: $0) }
            return .ok
        } catch {
            return RPCStatus(.internalError, "the answer isn't a valid EmptySuccess: \(error)")
        }
    }

    func close(within limit: Duration) async { await client.close(within: limit) }
}
