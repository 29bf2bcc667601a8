import ExtensionTestKit
import HookProviderKit
import NIOConcurrencyHelpers
import NIOPosix
import Testing

@Suite("Work that blocks", .timeLimit(.minutes(1)))
struct OffloadTests {
    @Test func runsOffTheLoopAndComesBack() async throws {
        let server = server { hooks in
            hooks.on(.clientAuthenticate) { request, context in
                let username = request.client.username
                let isOnLoop = try await context.offload {
                    if username == "broken" { throw HookFailure("the disk is full") }
                    return MultiThreadedEventLoopGroup.currentEventLoop != nil
                }
                #expect(!isOnLoop)
                #expect(MultiThreadedEventLoopGroup.currentEventLoop != nil)
                return .allow
            }
        }
        try await TestBroker.connect(to: server) { broker async throws in
            #expect(try await broker.authenticate(.someone) == .allow)
            let failure = await #expect(throws: CallFailure.self) {
                try await broker.authenticate(ClientInfo(clientID: "c", username: "broken"))
            }
            #expect(failure?.message == "the disk is full")
        }
    }

    /// Of three calls one runs, one waits, and the third is turned away at once.
    @Test func isBounded() async throws {
        let release = ConditionLock(value: false)
        let running = Journal<Bool>()
        // On one loop, so that who is there first has taken its place.
        let few: (inout HookProviderConfiguration) -> Void = {
            $0.eventLoops = 1
            $0.offloadThreads = 1
            $0.offloadQueueLimit = 2
        }
        let server = server(configure: few) { hooks in
            hooks.on(.clientAuthenticate) { _, context in
                running.add(true)
                try await context.offload {
                    release.lock(whenValue: true)
                    release.unlock()
                }
                return .allow
            }
        }
        try await TestBroker.connect(to: server) { broker async throws in
            async let first = broker.authenticate(ClientInfo(clientID: "a"))
            await running.wait(for: 1)
            async let second = broker.authenticate(ClientInfo(clientID: "b"))
            await running.wait(for: 2)
            let failure = await #expect(throws: CallFailure.self) { try await broker.authenticate(ClientInfo(clientID: "c")) }
            #expect(failure?.code == "RESOURCE_EXHAUSTED")
            release.lock()
            release.unlock(withValue: true)
            #expect(try await [first, second] == [.allow, .allow])
        }
    }
}
