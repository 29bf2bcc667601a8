import NIOConcurrencyHelpers
import NIOCore

/// The connections that are open, as many as may be.
final class OpenConnections: Sendable {
    private struct State {
        var channels: [ObjectIdentifier: any Channel] = [:]
        var isDraining = false
    }

    private let maximum: Int
    private let state = NIOLockedValueBox(State())

    init(maximum: Int) { self.maximum = maximum }

    /// Keeps the channel until it closes. False if there are too many, or no more are wanted.
    func admit(_ channel: any Channel) -> Bool {
        let isAdmitted = state.withLockedValue { state in
            guard !state.isDraining, state.channels.count < maximum else { return false }
            state.channels[ObjectIdentifier(channel)] = channel
            return true
        }
        guard isAdmitted else { return false }
        channel.closeFuture.whenComplete { _ in
            self.state.withLockedValue { _ = $0.channels.removeValue(forKey: ObjectIdentifier(channel)) }
        }
        return true
    }

    /// Lets the responses under way be finished, and cuts off after `bound` whoever hasn't taken theirs.
    func drain(within bound: TimeAmount) async {
        let channels = state.withLockedValue { state in
            state.isDraining = true
            return Array(state.channels.values)
        }
        for channel in channels {
            let cutOff = channel.eventLoop.scheduleTask(in: bound) { channel.close(promise: nil) }
            channel.closeFuture.whenComplete { _ in cutOff.cancel() }
            channel.pipeline.fireUserInboundEventTriggered(ChannelShouldQuiesceEvent())
        }
        for channel in channels { try? await channel.closeFuture.get() }
    }
}
