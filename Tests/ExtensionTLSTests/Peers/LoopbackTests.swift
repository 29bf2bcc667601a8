import ExtensionTLS
import Foundation
import Logging
import NIOConcurrencyHelpers
import NIOCore
import OpenSSLPeer
import Testing

/// Both ends ours, over sockets.
@Suite(.timeLimit(.minutes(1))) struct LoopbackTests {
    @Test(arguments: TLSVersion.allCases)
    func sixteenMebibytesEachWay(version: TLSVersion) async throws {
        let server = try await LoopbackServer(try Contexts.server())
        let context = try Contexts.client { $0.versions = version...version }
        // ASCII, since the server's echo is text.
        let sent = String(decoding: (0..<16 << 20).map(Self.letter), as: UTF8.self)
        let received = NIOLockedValueBox("")
        let client = try await LoopbackClient(context, port: server.port) { context, record in
            received.withLockedValue { $0 += record.text ?? "" }
            if received.withLockedValue({ $0.utf8.count }) >= 16 << 20 { context.close(promise: nil) }
        }
        client.channel.writeAndFlush(ByteBuffer(string: sent), promise: nil)
        try await client.channel.closeFuture.get()
        #expect(received.withLockedValue { $0 } == sent)
    }

    private static func letter(_ index: Int) -> UInt8 { UInt8(ascii: " ") + UInt8((index &* 7 &+ index >> 11) % 95) }

    @Test func certificateIsReplacedWhileConnectionsRun() async throws {
        let certificates = try TestCertificates.shared.get()
        let live = certificates.directory.appending(path: "live-\(UUID().uuidString)")
        let identity = TLSIdentity(certificateChainFile: live.path + ".pem", privateKeyFile: live.path + ".key")
        func install(_ name: String) throws {
            for end in ["pem", "key"] {
                try Data(contentsOf: certificates.directory.appending(path: "\(name).\(end)")).write(to: live.appendingPathExtension(end))
            }
        }
        try install("server")
        let context = try ReloadableTLSContext(
            server: TLSServerConfiguration(identity: identity),
            logger: Logger(label: "test") { _ in SwiftLogNoOpLogHandler() }
        )
        let server = try await LoopbackServer { context.current }
        let early = try await LoopbackClient(try Contexts.client(), port: server.port)
        #expect(await early.recorder.nextHandshake()?.peerCertificate?.commonName == "server")

        try Data("broken".utf8).write(to: live.appendingPathExtension("key"))
        #expect(throws: TLSConfigurationError.self) { try context.reload() }
        let unaffected = try await LoopbackClient(try Contexts.client(), port: server.port)
        #expect(await unaffected.recorder.nextHandshake()?.peerCertificate?.commonName == "server")

        try install("renewed")
        try context.reload()
        let late = try await LoopbackClient(try Contexts.client(), port: server.port)
        #expect(await late.recorder.nextHandshake()?.peerCertificate?.commonName == "renewed")
        try await early.channel.writeAndFlush(ByteBuffer(string: "still here"))
        #expect(await early.recorder.nextText() == "still here")
    }

    @Test func writesAndHalfCloseBeforeTheHandshake() async throws {
        let server = try await LoopbackServer(try Contexts.server())
        let client = try await LoopbackClient(try Contexts.client(), port: server.port)
        let write: EventLoopFuture<Void> = client.channel.writeAndFlush(ByteBuffer(string: "all there is"))
        try await client.channel.close(mode: .output).get()
        try await write.get()
        #expect(await client.recorder.nextText() == "all there is")
        try await client.channel.closeFuture.get()
    }
}
