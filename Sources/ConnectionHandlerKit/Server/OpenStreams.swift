import ExtensionGRPC
import NIOConcurrencyHelpers

/// The streams that gateways hold open, so that a shutdown needn't wait for them: they never end one by themselves.
final class OpenStreams: Sendable {
    private struct State {
        var streams: [ObjectIdentifier: EventStream] = [:]
        var isClosed = false
    }

    private let state = NIOLockedValueBox(State())

    /// False when there are to be no more.
    func insert(_ stream: EventStream) -> Bool {
        state.withLockedValue { state in
            guard !state.isClosed else { return false }
            state.streams[ObjectIdentifier(stream)] = stream
            return true
        }
    }

    func remove(_ stream: EventStream) { state.withLockedValue { $0.streams[ObjectIdentifier(stream)] = nil } }

    /// Ends them all as if their gateway had.
    func close() {
        let streams = state.withLockedValue { state in
            state.isClosed = true
            return Array(state.streams.values)
        }
        for stream in streams { stream.call.respond(byteCount: 0) { _ in } }
    }
}
