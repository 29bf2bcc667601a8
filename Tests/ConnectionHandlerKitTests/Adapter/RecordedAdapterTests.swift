import ExtensionGRPC
import ExtensionProtocol
import NIOConcurrencyHelpers
import NIOPosix
import RecordedTraffic
import Testing

@testable import ConnectionHandlerKit

/// Every recorded call to a real gateway is made again, against one that gives the recorded answers.
@Suite(.timeLimit(.minutes(1)))
struct RecordedAdapterTests {
    @Test(arguments: Recording.all(of: .exprotoAdapter))
    func everyCallIsTheRecordedOneAndItsAnswerIsUnderstood(_ recording: Recording) async throws {
        let calls = try recording.calls().filter { !$0.responses.isEmpty }
        #expect(calls.count >= 17)
        let next = NIOLockedValueBox(0)
        let gateway = FakeGateway { (method, request, _) throws(RPCError) in
            let call = next.withLockedValue { next in
                defer { next += 1 }
                return calls[next]
            }
            #expect(call.path == method.path)
            #expect(request == call.requests[0].bytes, "the same bytes as the recorded handler's")
            return (try? call.responses[0].bytes.withUnsafeBytes { try CodeResponse(decoding: $0) }) ?? CodeResponse(code: .unknown)
        }
        try await gateway.serve { port in
            let configuration = ConnectionHandlerConfiguration(adapter: .fixed(.tcp(host: "127.0.0.1", port: port)))
            let gateways = try GatewayDirectory(configuration, group: MultiThreadedEventLoopGroup.singleton, logger: .quiet)
            for call in calls {
                let id = try #require(call.requests[0].json["conn"]?.text)
                let connection = Connection(id: id, socket: .some(), adapter: gateways.gateway(of: ""), logger: .quiet)
                await expectOutcome(of: call) { try await make(call, on: connection) }
            }
            await gateways.close(within: .seconds(1))
        }
        #expect(next.withLockedValue { $0 } == calls.count)
    }

    private func make(_ call: RecordedCall, on connection: Connection) async throws {
        let method = try #require(ConnectionAdapterMethod.allCases.first { $0.path == call.path })
        switch method.decode(call.requests[0].bytes) {
        case let request as AuthenticateRequest: try await connection.authenticate(request.client, password: request.password)
        case let request as SubscribeRequest: try await connection.subscribe(TopicFilter(request.topic), qos: request.qos)
        case let request as PublishRequest: try await connection.publish(request.topic, request.payload, qos: request.qos)
        case let request as SendBytesRequest: try await connection.send(request.bytes)
        case let request as TimerRequest: try await connection.startKeepalive(.seconds(Int64(request.interval)))
        case let request: Issue.record("no \(request) was recorded")
        }
    }

    private func expectOutcome(of call: RecordedCall, _ body: () async throws -> Void) async {
        let code = call.responses[0].json["code"]?.text
        let message = call.responses[0].json["message"]?.text ?? ""
        do {
            try await body()
            #expect(code == nil, "\(call.path)")
        } catch let error as AdapterError {
            #expect(error.code == documented(code, message), "\(code ?? "SUCCESS") \(message)")
        } catch {
            Issue.record(error)
        }
    }

    private func documented(_ code: String?, _ message: String) -> AdapterError.Code? {
        switch (code, message) {
        case ("PERMISSION_DENY", _), ("UNKNOWN", "{error,unexpected_call}"): .permissionDenied
        case ("CONN_PROCESS_NOT_ALIVE", _): .connectionNotAlive
        case ("UNKNOWN", let text) where text.contains("{shutdown,discarded}"): .connectionNotAlive
        default: nil
        }
    }
}
