import NIOCore
import NIOPosix
import Testing

@testable import ReferenceGateway

@Suite struct SocketSettingsTests {
    private struct Options: Sendable, Equatable {
        var noDelay: Int32
        var receiveBuffer: Int
        var sendBuffer: Int
        var readsPerTurn: UInt
        var readBuffer: Int?
    }

    @Test func theOptionsReachTheSocket() async throws {
        var settings = SocketSettings()
        settings.sendsAtOnce = false
        settings.readsPerTurn = 3
        settings.readBuffer = 512
        settings.receiveBuffer = 20_000
        settings.sendBuffer = 30_000
        // Linux doubles what is asked for (socket(7)).
        let expected = Options(noDelay: 0, receiveBuffer: 40_000, sendBuffer: 60_000, readsPerTurn: 3, readBuffer: 512)
        #expect(try await Self.options(with: settings) == expected)
    }

    /// EMQX's own `active_n` is 100: 6 MiB of a device that floods a slow handler.
    @Test(arguments: [(Int?(100), Int?.none, UInt(4)), (100, 16 << 10, 16), (100, 512, 100), (1, nil, 1), (nil, 1 << 20, 1)])
    func aTurnOfReadingIsBoundedByBytes(readsPerTurn: Int?, readBuffer: Int?, expected: UInt) async throws {
        var settings = SocketSettings()
        settings.readsPerTurn = readsPerTurn
        settings.readBuffer = readBuffer
        #expect(try await Self.options(with: settings).readsPerTurn == expected)
    }

    @Test func theDefaultsAreTheSystemsButForNagle() async throws {
        let options = try await Self.options(with: SocketSettings())
        #expect(options.noDelay != 0 && options.readBuffer == nil && options.readsPerTurn == 4)
    }

    private static func options(with settings: SocketSettings) async throws -> Options {
        let server = try await ServerBootstrap(group: .singletonMultiThreadedEventLoopGroup).bind(host: "127.0.0.1", port: 0).get()
        let channel = try await ClientBootstrap(group: .singletonMultiThreadedEventLoopGroup)
            .connect(host: "127.0.0.1", port: server.localAddress?.port ?? 0).get()
        let options = try await channel.eventLoop.submit {
            try settings.apply(to: channel)
            let options = try channel.syncOptions.orThrow()
            return Options(
                noDelay: Int32(try options.getOption(.tcpOption(.tcp_nodelay))),
                receiveBuffer: Int(try options.getOption(.socketOption(.so_rcvbuf))),
                sendBuffer: Int(try options.getOption(.socketOption(.so_sndbuf))),
                readsPerTurn: try options.getOption(.maxMessagesPerRead),
                readBuffer: (try options.getOption(.recvAllocator) as? FixedSizeRecvByteBufferAllocator)?.capacity
            )
        }.get()
        try await channel.close()
        try await server.close()
        return options
    }
}
