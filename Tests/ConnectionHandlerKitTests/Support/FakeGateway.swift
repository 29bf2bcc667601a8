import ExtensionGRPC
import ExtensionProtocol
import Logging
import NIOConcurrencyHelpers
import NIOCore
import NIOPosix

/// A `ConnectionAdapter` over real sockets that answers as it is told to.
final class FakeGateway: Sendable {
    typealias Answer = @Sendable (ConnectionAdapterMethod, _ request: [UInt8], _ call: ServerCall) async throws(RPCError) -> CodeResponse

    let journal = Journal()
    private let answer: Answer

    init(_ answer: @escaping Answer = { (_, _, _) throws(RPCError) in CodeResponse() }) { self.answer = answer }

    /// Serves for as long as `body` runs.
    func serve(
        at address: ListenAddress = .tcp(host: "127.0.0.1", port: 0),
        methods: [ConnectionAdapterMethod] = ConnectionAdapterMethod.allCases,
        security: TransportSecurity? = nil,
        _ body: (_ port: Int) async throws -> Void
    ) async throws {
        let server = GRPCServer(
            methods: methods.map(method),
            configuration: .init(listening: [.init(address, security: security)]),
            logger: .quiet
        )
        let port = try await server.start()[0].port ?? 0
        do {
            try await body(port)
            await server.shutDownGracefully(within: .milliseconds(100))
        } catch {
            await server.shutDownGracefully(within: .zero)
            throw error
        }
    }

    private func method(_ method: ConnectionAdapterMethod) -> RPCMethod {
        .unary(method.path) { (bytes, call) throws(RPCError) in
            let request = Array(bytes)
            self.journal.write(method.rawValue)
            call.run {
                do throws(RPCError) {
                    let response = try await self.answer(method, request, call)
                    call.respond(byteCount: response.encodedSize()) { response.encode(into: $0) }
                } catch {
                    call.fail(error)
                }
            }
        }
    }
}
