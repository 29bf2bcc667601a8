import NIOConcurrencyHelpers
import NIOCore

/// The devices whose connections haven't ended, by what their handlers call them.
final class DeviceDirectory: Sendable {
    private struct State {
        var devices: [ConnectionID: Device] = [:]
        var onEmpty: [EventLoopPromise<Void>] = []
    }

    private let state = NIOLockedValueBox(State())

    subscript(id: ConnectionID) -> Device? { state.withLockedValue { $0.devices[id] } }

    var count: Int { state.withLockedValue { $0.devices.count } }
    var all: [Device] { state.withLockedValue { Array($0.devices.values) } }

    func insert(_ device: Device) { state.withLockedValue { $0.devices[device.id] = device } }

    func remove(_ device: Device) {
        let waiting: [EventLoopPromise<Void>] = state.withLockedValue { state in
            state.devices[device.id] = nil
            guard state.devices.isEmpty else { return [] }
            defer { state.onEmpty = [] }
            return state.onEmpty
        }
        for promise in waiting { promise.succeed() }
    }

    /// Succeeds `promise` when there is no device, or at once.
    func whenEmpty(_ promise: EventLoopPromise<Void>) {
        let isEmpty = state.withLockedValue { state in
            if !state.devices.isEmpty { state.onEmpty.append(promise) }
            return state.devices.isEmpty
        }
        if isEmpty { promise.succeed() }
    }
}
