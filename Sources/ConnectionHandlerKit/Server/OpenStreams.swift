import ExtensionGRPC
import NIOConcurrencyHelpers

/// The streams that gateways hold open, so that a shutdown needn't wait for them: they never end one by themselves.
final class OpenStreams: Sendable {
    private struct State {
        var streams: [ObjectIdentifier: EventStream] = [:]
        /// The gateways' connections whose streams are many devices'.
        var sharedPeers: Set<String> = []
        var isClosed = false

        func streams(of peer: String) -> [EventStream] { streams.values.filter { $0.call.peer == peer } }
    }

    private let state = NIOLockedValueBox(State())

    /// False when there are to be no more.
    func insert(_ stream: EventStream) -> Bool {
        let isShared: Bool? = state.withLockedValue { state in
            guard !state.isClosed else { return nil }
            state.streams[ObjectIdentifier(stream)] = stream
            return state.sharedPeers.contains(stream.call.peer)
        }
        if isShared == true { stream.share() }
        return isShared != nil
    }

    func remove(_ stream: EventStream) {
        state.withLockedValue { state in
            state.streams[ObjectIdentifier(stream)] = nil
            guard state.sharedPeers.contains(stream.call.peer), state.streams(of: stream.call.peer).isEmpty else { return }
            state.sharedPeers.remove(stream.call.peer)
        }
    }

    /// The stream is many devices', and so are the others of its connection: a gateway has one of each kind for all, or five for each.
    func share(with stream: EventStream) {
        let streams = state.withLockedValue { state in
            state.sharedPeers.insert(stream.call.peer)
            return state.streams(of: stream.call.peer)
        }
        for stream in streams { stream.share() }
    }

    /// Ends them all as if their gateway had.
    func close() {
        let streams = state.withLockedValue { state in
            state.isClosed = true
            return Array(state.streams.values)
        }
        for stream in streams { stream.endCall() }
    }
}
