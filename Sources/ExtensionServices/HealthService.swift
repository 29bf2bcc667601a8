package import ExtensionGRPC
import ExtensionProtocol
import NIOConcurrencyHelpers

/// grpc.health.v1: tells load balancers whether the server as a whole, and each of its services, is serving. All share one state.
package final class HealthService: Sendable {
    private typealias Status = HealthCheckResponse.ServingStatus

    private struct State {
        var isServing = true
        var isShutDown = false
        var watchers: [Int: AsyncStream<Status>.Continuation] = [:]
        var nextWatcher = 0
    }

    private let services: Set<String>
    private let state = NIOLockedValueBox(State())

    /// `services` are full names, such as `emqx.exhook.v3.HookProvider`.
    package init(services: [String]) { self.services = Set(services + [""]) }

    package var methods: [RPCMethod] {
        [
            .unary("/grpc.health.v1.Health/Check") { (bytes, call) throws(RPCError) in
                let response = HealthCheckResponse(status: try self.check(bytes))
                call.respond(byteCount: response.encodedSize()) { response.encode(into: $0) }
            },
            .streaming("/grpc.health.v1.Health/Watch") { requests, responses in try await self.watch(requests, responses) },
        ]
    }

    /// Tells everybody whether calls are welcome; they are until this says otherwise.
    package func setServing(_ isServing: Bool) {
        let watchers: [AsyncStream<Status>.Continuation] = state.withLockedValue { state in
            guard state.isServing != isServing, !state.isShutDown else { return [] }
            state.isServing = isServing
            return Array(state.watchers.values)
        }
        for watcher in watchers { watcher.yield(isServing ? .serving : .notServing) }
    }

    /// Tells everybody that no more calls are welcome, and ends the streams that watch, so that a drain needn't wait for them.
    package func shutDown() {
        setServing(false)
        let watchers = state.withLockedValue { state in
            state.isShutDown = true
            defer { state.watchers = [:] }
            return Array(state.watchers.values)
        }
        for watcher in watchers { watcher.finish() }
    }

    private func check(_ bytes: UnsafeRawBufferPointer) throws(RPCError) -> Status {
        let service = try decode(bytes).service
        guard services.contains(service) else { throw RPCError(.notFound, "there is no service \(service) here") }
        return state.withLockedValue { $0.isServing } ? .serving : .notServing
    }

    private func watch(_ requests: RequestMessages, _ responses: ResponseMessages) async throws {
        for try await bytes in requests {
            let service = try bytes.withUnsafeBytes { try decode($0) }.service
            let (id, statuses) = addWatcher(isKnown: services.contains(service))
            defer { state.withLockedValue { _ = $0.watchers.removeValue(forKey: id) } }
            for await status in statuses { try await responses.send(HealthCheckResponse(status: status).encoded()) }
            return
        }
    }

    /// A watcher of a service that isn't known hears that, and then nothing until the end (health.proto).
    private func addWatcher(isKnown: Bool) -> (id: Int, statuses: AsyncStream<Status>) {
        let (statuses, continuation) = AsyncStream.makeStream(of: Status.self, bufferingPolicy: .bufferingNewest(1))
        let id = state.withLockedValue { state in
            continuation.yield(isKnown ? (state.isServing ? .serving : .notServing) : .serviceUnknown)
            state.nextWatcher += 1
            if state.isShutDown { continuation.finish() } else { state.watchers[state.nextWatcher] = continuation }
            return state.nextWatcher
        }
        return (id, statuses)
    }

    private func decode(_ bytes: UnsafeRawBufferPointer) throws(RPCError) -> HealthCheckRequest {
        do throws(WireError) {
            return try HealthCheckRequest(decoding: bytes)
        } catch {
            throw RPCError(.invalidArgument, "the request isn't a valid HealthCheckRequest: \(error)")
        }
    }
}
