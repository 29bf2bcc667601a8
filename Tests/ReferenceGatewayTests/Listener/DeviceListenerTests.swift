import ExtensionGRPC
import ExtensionProtocol
import ExtensionTLS
import NIOConcurrencyHelpers
import NIOCore
import OpenSSLPeer
import RecordedLogging
import Testing

@testable import ReferenceGateway

@Suite(.timeLimit(.minutes(1))) struct DeviceListenerTests {
    @Test func moreThanMaxConnectionsAreRefused() async throws {
        try await withGateway(configure: { $0.listeners[0].maximumConnections = 2 }) { test in
            let (first, _) = try await test.connect()
            _ = try await test.connect()
            let third = try await TestDevice(test.listener, group: test.group)
            await third.closed()
            #expect(test.log.lines(containing: "there are too many connections").count == 1)
            try await first.close()
            #expect(await test.log.wait(for: "A device is gone") != nil)
            _ = try await test.connect()
        }
    }

    @Test func moreThanMaxConnRateWaits() async throws {
        try await withGateway(configure: { $0.listeners[0].maximumConnectionRate = 5 }) { test in
            let start = ContinuousClock.now
            for _ in 0..<7 { _ = try await test.connect() }
            #expect(ContinuousClock.now - start > .milliseconds(150))
        }
    }

    @Test func addressesThatAreNotAllowedAreRefused() async throws {
        try await withGateway(configure: { #expect($0.listeners[0].accessRules.append("deny 127.0.0.0/8") == true) }) { test in
            let device = try await TestDevice(test.listener, group: test.group)
            await device.closed()
            #expect(test.log.lines(containing: "its address isn't allowed").count == 1)
            #expect(test.handler.events.all.isEmpty)
        }
    }

    @Test func aListenerMayHaveItsOwnHandlerAndMountpoint() async throws {
        try await withGateway(configure: { configuration in
            configuration.mountpoint = "gateway/"
            configuration.listeners[0].mountpoint = "listener/"
            configuration.listeners[0].handler = configuration.handler
            configuration.handler.address = BindAddress(host: "127.0.0.1", port: 1)
        }) { test in
            let (_, connection) = try await test.connectClient("c")
            #expect(try await test.adapter.publish(connection, "t").code == .success)
            #expect(await test.broker.events.next { $0.hasPrefix("publish") } == "publish c listener/t")
        }
    }

    @Test func aPortThatIsTakenIsNamed() async throws {
        try await withGateway { test in
            let port = try test.listener.port ?? 0
            let error = await #expect(throws: GatewayError.self) {
                try await withGateway(configure: { $0.listeners[0].address.port = port }) { _ in }
            }
            #expect(error?.description.hasPrefix("the listener exproto:tcp:default can't be opened") == true)
            let adapter = test.addresses.adapter.port ?? 0
            let adapterError = await #expect(throws: GatewayError.self) {
                try await withGateway(configure: { $0.server.address.port = adapter }) { _ in }
            }
            #expect(adapterError?.description.hasPrefix("the adapter can't listen on 127.0.0.1:\(adapter)") == true)
        }
    }
}
