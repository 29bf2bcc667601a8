import NIOCore
import NIOPosix

@testable import ExtensionGRPC

/// A loop for as long as `body` runs. It is retired then, if it isn't already.
func withLoop(_ body: (LoopContext) async throws -> Void) async throws {
    let group = MultiThreadedEventLoopGroup(numberOfThreads: 1)
    let loop = LoopContext(eventLoop: group.next())
    try await body(loop)
    try await loop.eventLoop.submit { loop.retire() }.get()
    try await group.shutdownGracefully()
}
