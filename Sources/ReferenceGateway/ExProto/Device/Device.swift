import ExtensionGRPC
import ExtensionProtocol
import ExtensionServices
import ExtensionTLS
import Logging
import NIOCore

/// A device's connection: does what its `DeviceMachine` wants done, on the event loop of its socket, and tells it what becomes of it.
///
/// It is in the directory from its first call of the handler to the end of the last, which its socket may not live to see.
final class Device: @unchecked Sendable {  // every mutable property is touched on `loop` only
    let id = ConnectionID()
    let loop: LoopContext
    let channel: any Channel
    let environment: DeviceEnvironment
    let name: String
    let affinity: AffinityKey
    private(set) var machine = DeviceMachine()
    /// What the load balancer in front says of the device; nil without one.
    var proxied: ProxyHeader.Addresses?
    var backlog = SendBacklog()
    var client: ConnectedClient?
    var certificate: ExtensionTLS.PeerCertificate?
    /// The last error of the socket, which its end follows.
    var socketError: CloseReason?
    private var call: (number: Int, task: Task<Void, Never>)?
    private let timer: LoopTimer
    private var timerTime: Int64?
    private var isPerforming = false
    private var isCountedAsPaused = false

    init(channel: any Channel, loop: LoopContext, environment: DeviceEnvironment) {
        self.channel = channel
        self.loop = loop
        self.environment = environment
        name = id.text
        affinity = AffinityKey(name)
        timer = LoopTimer(loop: loop)
    }

    func onLoop(_ body: @escaping @Sendable (Device) -> Void) {
        if loop.eventLoop.inEventLoop {
            body(self)
        } else {
            loop.eventLoop.execute { body(self) }
        }
    }

    /// The socket is ready, its handshake done.
    func start() {
        environment.devices.insert(self)
        environment.metrics?.opened()
        update { $0.opened(idleTimeout: environment.settings.idleTimeout, now: $1) }
    }

    /// Tells the machine something, and does what it wants done.
    @discardableResult
    func update<Value>(_ body: (inout DeviceMachine, _ now: Int64) -> Value) -> Value {
        loop.eventLoop.preconditionInEventLoop()
        let value = body(&machine, LoopContext.now())
        perform()
        return value
    }

    var isOpen: Bool { machine.isOpen }

    func close(_ reason: CloseReason) { update { $0.close(reason, now: $1) } }

    // MARK: Effects

    /// What is done may lead to more, which is done after it.
    private func perform() {
        guard !isPerforming else { return }
        isPerforming = true
        while case let effects = machine.takeEffects(), !effects.isEmpty {
            for effect in effects { perform(effect) }
        }
        isPerforming = false
        scheduleTimer()
    }

    private func perform(_ effect: DeviceMachine.Effect) {
        switch effect {
        case .call(let handlerCall, let number): start(handlerCall, number: number)
        case .cancelCall: call?.task.cancel()
        case .pauseReading, .resumeReading: setReading(effect == .resumeReading)
        case .closeSocket(let reason): closeSocket(reason)
        case .disconnect(let reason): client?.session.disconnect(reason: reason.description)
        case .end: end()
        }
    }

    private func setReading(_ isReading: Bool) {
        try? channel.syncOptions?.setOption(.autoRead, value: isReading)
        countPause(!isReading)
    }

    private func countPause(_ isPaused: Bool) {
        guard isPaused != isCountedAsPaused else { return }
        isCountedAsPaused = isPaused
        environment.metrics?.paused(isPaused)
    }

    /// After the rpc Close, what was sent before goes out first, as far as the device takes it.
    private func closeSocket(_ reason: CloseReason) {
        environment.logger.debug("A device's connection ends.", metadata: ["conn": "\(name)", "reason": "\(reason)"])
        environment.metrics?.closed(reason)
        countPause(false)
        for call in backlog.takeWaiting() { call.answer(.notAlive) }
        if reason != .normal || backlog.isEmpty { channel.close(promise: nil) }
    }

    private func end() {
        client = nil
        environment.devices.remove(self)
        environment.limit.leave()
        environment.metrics?.ended()
        environment.logger.debug("A device is gone.", metadata: ["conn": "\(name)"])
    }

    // MARK: The handler

    private func start(_ handlerCall: HandlerCall, number: Int) {
        guard let request = request(for: handlerCall) else {
            update { $0.callFinished(number, handlerCall.method, .ok, now: $1) }
            return
        }
        let (method, start) = (handlerCall.method, LoopContext.now())
        let task = Task.immediateDetached(executorPreference: loop.executor) { [self] in
            let status = await environment.handler.call(method, request, from: self)
            environment.handlerMetrics?.callEnded(method, status.code, after: LoopContext.now() - start)
            finished(number, method, status)
        }
        if machine.isUnderWay(number) { call = (number, task) }
    }

    private func finished(_ number: Int, _ method: ConnectionHandlerMethod, _ status: RPCStatus) {
        if call?.number == number { call = nil }
        if status.code != .ok { logFailure(method, status) }
        update { $0.callFinished(number, method, status, now: $1) }
    }

    private func logFailure(_ method: ConnectionHandlerMethod, _ status: RPCStatus) {
        environment.occasionalLog.write(
            .warning,
            "The handler's \(method.rawValue) failed.",
            metadata: ["conn": "\(name)", "status": "\(status.code)", "message": "\(status.message.printable)"]
        )
    }

    // MARK: Time

    private func scheduleTimer() {
        let deadline = [machine.deadline, backlog.deadline].compactMap(\.self).min()
        guard deadline != timerTime else { return }
        guard let deadline else {
            timerTime = nil
            return timer.cancel()
        }
        // One that is running and too early finds out when it fires: that's cheaper than to restart it for every byte.
        if let timerTime, timerTime < deadline { return }
        timerTime = deadline
        timer.start(at: deadline) { [self] in timerFired() }
    }

    private func timerFired() {
        timerTime = nil
        let now = LoopContext.now()
        // Behind a Close the connection only waits for the device to take the rest, and not for ever.
        if backlog.isOverdue(now: now), environment.settings.closesAfterSendTimeout || !isOpen { sendTimedOut() }
        update { $0.timeHasCome(hasUnreadBytes: channel.hasUnreadBytes, now: $1) }
        scheduleTimer()
    }

    private func sendTimedOut() {
        environment.logger.debug("A device didn't take what was sent to it.", metadata: ["conn": "\(name)"])
        close(.sendTimeout)
        channel.close(promise: nil)
    }

    /// To be called where the backlog's deadline has changed.
    func backlogChanged() { scheduleTimer() }
}
