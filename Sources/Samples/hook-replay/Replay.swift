import ExtensionGRPC
import ExtensionProtocol
import NIOCore
import NIOPosix

/// Plays a recording to a provider.
///
/// A broker loads the provider before it calls any hook, and unloads it when all are done; between the two, every recorded connection
/// makes its calls one after the other, and connections don't wait for each other. Hooks that the provider didn't ask for aren't called.
struct Replay: Sendable {
    private let loading: [Recording.Call]
    private let hooks: [[Recording.Call]]
    private let unloading: [Recording.Call]
    private let clients: [ClientConnection]
    private let reader: AnswerReader

    var connectionCount: Int { clients.count }

    /// Connects, `connections` times or as often as the broker did.
    init(_ recording: Recording, to address: ListenAddress, connections: Int?) async throws {
        loading = recording.calls.filter { $0.method == .providerLoaded }
        unloading = recording.calls.filter { $0.method == .providerUnloaded }
        let others = recording.calls.filter { $0.method != .providerLoaded && $0.method != .providerUnloaded }
        hooks = Dictionary(grouping: others, by: \.connection).sorted { $0.key < $1.key }.map(\.value)
        reader = try AnswerReader(loading: loading.first)
        var clients: [ClientConnection] = []
        for _ in 0..<(connections ?? max(1, hooks.count)) {
            clients.append(try await .connect(to: address, on: LoopContext(eventLoop: MultiThreadedEventLoopGroup.singleton.next())))
        }
        self.clients = clients
    }

    func close() async {
        for client in clients { await client.close() }
    }

    /// Makes all calls once.
    func run() async -> [CallOutcome] {
        let before = await outcomes(of: loading, on: clients[0])
        let wanted = before.compactMap(\.registeredHooks).last
        let between = await withTaskGroup(of: [CallOutcome].self) { group in
            for (index, calls) in hooks.enumerated() {
                let calls = calls.filter { call in wanted?.contains(call.method) ?? true }
                group.addTask { await outcomes(of: calls, on: clients[index % clients.count]) }
            }
            return await group.reduce(into: []) { $0 += $1 }
        }
        return before + between + (await outcomes(of: unloading, on: clients[0]))
    }

    private func outcomes(of calls: [Recording.Call], on client: ClientConnection) async -> [CallOutcome] {
        var outcomes: [CallOutcome] = []
        for call in calls { outcomes.append(await outcome(of: call, on: client)) }
        return outcomes
    }

    private func outcome(of call: Recording.Call, on client: ClientConnection) async -> CallOutcome {
        do throws(RPCError) {
            let response = try await client.unary(call.path, call.request, metadata: call.metadata, timeout: call.timeout)
            let answer = try reader.answer(response.message, to: call)
            return CallOutcome(call: call, result: .success(answer), registeredHooks: reader.registeredHooks(response.message, of: call))
        } catch {
            return CallOutcome(call: call, result: .failure(error), registeredHooks: nil)
        }
    }
}
