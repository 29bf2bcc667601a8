import ExtensionGRPC
import ExtensionProtocol

@testable import ReferenceGateway

/// Plays the world around a `DeviceMachine`, and writes down what it wants.
struct DeviceDriver {
    var machine = DeviceMachine()
    private var seen: [DeviceMachine.Effect] = []
    private var finished = 0

    /// Everything that the machine wanted so far.
    var effects: [DeviceMachine.Effect] {
        mutating get {
            drain()
            return seen
        }
    }

    var calls: [HandlerCall] {
        mutating get {
            effects.compactMap { effect in
                if case .call(let call, _) = effect { call } else { nil }
            }
        }
    }

    mutating func drain() { seen += machine.takeEffects() }

    mutating func open(idleTimeout: Duration = .seconds(30)) { machine.opened(idleTimeout: idleTimeout, now: 0) }

    /// Past OnSocketCreated, with a client that the broker knows.
    mutating func connectClient() {
        open()
        _ = machine.beginAuthentication()
        _ = machine.authenticated(for: nil, now: 0)
    }

    mutating func receive(_ text: String, now: Int64 = 0) { machine.received(Array(text.utf8), now: now) }

    /// Answers the call under way.
    mutating func finishCall(_ status: RPCStatus = .ok) {
        let calls = calls
        guard finished < calls.count else { return }
        let method = calls[finished].method
        finished += 1
        machine.callFinished(finished, method, status, now: 15_000_000_000)
    }

    /// Answers calls until none is under way.
    mutating func finishCalls() {
        while finished < calls.count { finishCall() }
    }
}

extension HandlerCall {
    static func bytes(_ text: String) -> HandlerCall { .receivedBytes(Array(text.utf8)) }

    var byteCount: Int {
        if case .receivedBytes(let bytes) = self { bytes.count } else { 0 }
    }
}
