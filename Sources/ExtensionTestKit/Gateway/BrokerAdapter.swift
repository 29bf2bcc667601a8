import ConnectionHandlerKit
import ExtensionGRPC
import ExtensionProtocol

/// The way from a handler in this process to the gateway, without gRPC.
struct BrokerAdapter: GatewayAdapter {
    let broker: GatewayBroker

    func call(_ method: ConnectionAdapterMethod, _ request: some WireMessage, connection: String) async throws(AdapterError) {
        let response: CodeResponse
        do throws(WireError) {
            response = try broker.answer(method, request.encoded())
        } catch {
            throw AdapterError(.unknown, "\(error)")
        }
        if let error = response.error { throw error }
    }
}

extension GatewayBroker {
    /// The same over gRPC.
    var methods: [RPCMethod] {
        ConnectionAdapterMethod.allCases.map { method in
            .unary(method.path) { (bytes, call) throws(RPCError) in
                do throws(WireError) {
                    let response = try self.answer(method, Array(bytes))
                    call.respond(byteCount: response.encodedSize()) { response.encode(into: $0) }
                } catch {
                    throw RPCError(.internalError, "the request can't be read: \(error)")
                }
            }
        }
    }
}
