import BenchmarkServer
import GRPCCore
import GRPCNIOTransportHTTP2Posix
import NIOPosix

// OnMessagePublish on grpc-swift-2 and its SwiftNIO transport, with one event loop: the driver gives a server one core.

runUntilTerminated { port, counter in
    let transport = HTTP2ServerTransport.Posix(
        address: .ipv4(host: "127.0.0.1", port: port),
        transportSecurity: .plaintext,
        eventLoopGroup: MultiThreadedEventLoopGroup(numberOfThreads: 1)
    )
    let server = GRPCServer(transport: transport, services: [Provider(counter: counter)])
    try await withThrowingDiscardingTaskGroup { group in
        group.addTask { try await server.serve() }
        if let port = try await server.listeningAddress?.ipv4?.port { announce(port: port) }
    }
}
