import Gates
import ExtensionGRPC
import ExtensionProtocol
import NIOConcurrencyHelpers
import ExtensionTLS
import RecordedLogging
import Testing

@testable import ReferenceGateway

@Suite(.timeLimit(.minutes(1))) struct HandlerFailureTests {
    @Test func anErrorClosesItsDeviceAndNoOther() async throws {
        try await withGateway { test in
            let (healthy, _) = try await test.connect()
            let (device, connection) = try await test.connect()
            test.handler.answer.withLockedValue { answer in
                answer = { event in
                    if case .bytes(let request) = event, request.connection == connection { throw RPCError(.notFound, "no such thing") }
                }
            }
            try await device.send("x")
            await device.closed()
            #expect(await test.handler.closed() == #"{shutdown,{error,{on_received_bytes,{not_found,<<"no such thing">>}}}}"#)
            #expect(test.log.lines(containing: "The handler's OnReceivedBytes failed").count == 1)
            try await healthy.send("y")
            #expect(await test.handler.bytes() == "y")
        }
    }

    @Test func aHandlerThatIsTooSlowLosesItsDevice() async throws {
        try await withGateway(configure: { $0.handler.requestTimeout = .milliseconds(100) }) { test in
            let gate = Gate()
            let (device, _) = try await test.connect()
            test.handler.answer.withLockedValue { $0 = { if case .bytes = $0 { await gate.pass() } } }
            try await device.send("x")
            await device.closed()
            #expect(await test.handler.closed()?.hasPrefix("{shutdown,{error,{on_received_bytes,{deadline_exceeded,") == true)
            gate.open()
        }
    }

    @Test(arguments: [Transport.tcp, .streaming]) func aHandlerThatIsNotThereLosesItsDevices(transport: Transport) async throws {
        try await withGateway(transport, configure: { $0.handler.address = BindAddress(host: "127.0.0.1", port: 1) }) { test in
            let device = try await TestDevice(test.listener, group: test.group)
            await device.closed()
            #expect(await test.log.wait(for: "The handler's OnSocketCreated failed") != nil)
            #expect(await test.log.wait(for: "The handler's OnSocketClosed failed") != nil)
        }
    }

    @Test func aHandlerWithAnotherCertificateIsNotTrusted() async throws {
        try await withGateway(.handlerTLS, configure: { $0.handler.tls?.trustRoots = .system }) { test in
            let device = try await TestDevice(test.listener, group: test.group)
            await device.closed()
            #expect(await test.log.wait(for: "The handler's OnSocketCreated failed") != nil)
        }
    }

    @Test func aStreamThatTheHandlerEndsIsOpenedAnew() async throws {
        try await withGateway(.streaming) { test in
            let (device, _) = try await test.connect()
            test.handler.endsStreams.withLockedValue { $0 = true }
            for number in 0..<10 {
                try await device.send("\(number)")
                #expect(await test.handler.bytes() == "\(number)")
                #expect(await test.log.wait(for: "has ended. path=/emqx.exproto.v1.ConnectionHandler/OnReceivedBytes") != nil)
            }
        }
    }
}
