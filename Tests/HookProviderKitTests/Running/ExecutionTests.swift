import ExtensionTestKit
import HookProviderKit
import NIOPosix
import Testing

@Suite("Where handlers run", .timeLimit(.minutes(1)))
struct ExecutionTests {
    /// Whether the handler is on an event loop, before and after it has been suspended, one after the other.
    private static func places() async -> [Bool] {
        var places = [MultiThreadedEventLoopGroup.currentEventLoop != nil]
        await Task.yield()
        places.append(MultiThreadedEventLoopGroup.currentEventLoop != nil)
        return places
    }

    @Test(arguments: [true, false])
    func onTheLoopUnlessToldOtherwise(_ isChained: Bool) async throws {
        let seen = Journal<[Bool]>()
        let executor = CountingExecutor()
        let server = server { hooks in
            hooks.on(.clientAuthenticate) { _, _ in
                seen.add(await Self.places())
                return isChained ? .ignore : .allow
            }
            if isChained { hooks.on(.clientAuthenticate) { _, _ in .allow } }
            hooks.on(.clientAuthorize, execution: .concurrent) { _, _ in
                seen.add(await Self.places())
                return isChained ? .ignore : .allow
            }
            // After a handler that runs elsewhere the next one is on the loop again.
            if isChained {
                hooks.on(.clientAuthorize) { _, _ in
                    #expect(await Self.places() == [true, true])
                    return .allow
                }
            }
            hooks.on(.clientConnected, execution: .executor(executor)) { _, _ in
                #expect(CountingExecutor.isCurrent)
                seen.add(await Self.places())
                #expect(CountingExecutor.isCurrent)
            }
        }
        try await TestBroker.connect(to: server) { broker async throws in
            #expect(try await broker.authenticate(.someone) == .allow)
            #expect(try await broker.authorize(.someone, to: .publish, "t") == .allow)
            #expect(executor.count == 0)
            try await broker.notify(ClientConnected(client: .someone))
        }
        #expect(seen.entries == [[true, true], [false, false], [false, false]])
        #expect(executor.count >= 2)
    }
}
