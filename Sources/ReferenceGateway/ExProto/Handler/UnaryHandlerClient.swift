import ExtensionGRPC
import ExtensionProtocol

/// Calls a `ConnectionUnaryHandler` (EMQX 5.1 to 6.2), each device over a connection of its own choice.
struct UnaryHandlerClient: HandlerClient {
    let client: GRPCClient

    func call(_ method: ConnectionHandlerMethod, _ request: any WireMessage, from device: Device) async -> RPCStatus {
        do throws(RPCError) {
            let options = CallOptions(key: device.affinity, timeout: device.environment.settings.requestTimeout)
            _ = try await client.unary(method.path(in: .unary), options: options, byteCount: request.encodedSize()) {
                request.encode(into: $0)
            }
            return .ok
        } catch {
            return error.status
        }
    }

    func close(within limit: Duration) async { await client.close(within: limit) }
}
