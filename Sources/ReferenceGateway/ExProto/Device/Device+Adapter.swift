import ExtensionGRPC
import ExtensionProtocol

// The rpcs of the ConnectionAdapter, on the device's loop. EMQX's order of checks: what is missing or wrong first, then what isn't allowed.
extension Device {
    func close(_ call: AdapterCall) {
        guard isOpen else { return call.answer(.notAlive) }
        close(.normal)
        call.answer(.success)
    }

    func startTimer(_ request: TimerRequest, _ call: AdapterCall) {
        if let problem = request.problem { return call.answer(problem) }
        guard isOpen else { return call.answer(.notAlive) }
        update { $0.startKeepalive(.seconds(Int64(request.interval)), now: $1) }
        try? channel.startProbes(interval: Int(request.interval))
        call.answer(.success)
    }

    func authenticate(_ request: AuthenticateRequest, _ call: AdapterCall) {
        if let problem = request.client.problem { return call.answer(problem) }
        let mountpoint = Mountpoint(environment.settings.mountpoint, request.client)
        guard let mountpoint else { return call.answer(.invalid("clientid or username")) }
        if let refusal = update({ machine, _ in machine.beginAuthentication() }) { return call.answer(refusal) }
        run(call) { device in
            do throws(BrokerRefusal) {
                return try await device.connect(request, mountpoint)
            } catch {
                device.update { machine, _ in machine.authenticationFailed() }
                return CodeResponse(error)
            }
        }
    }

    private func connect(_ request: AuthenticateRequest, _ mountpoint: Mountpoint) async throws(BrokerRefusal) -> CodeResponse {
        let description = BrokerClient(identity: request.client, socket: socket, mountpoint: mountpoint.prefix)
        let session = try await environment.broker.connect(description, password: request.password, connection: self)
        client = ConnectedClient(clientID: request.client.clientID, mountpoint: mountpoint, session: session)
        guard update({ $0.authenticated(for: session.lifetime, now: $1) }) else {
            client = nil
            session.disconnect(reason: CloseReason.normal.description)
            return .socketDisconnected
        }
        return .success
    }

    func publish(_ request: PublishRequest, _ call: AdapterCall) {
        if let problem = request.problem { return call.answer(problem) }
        withClient(call) { client in
            let message = self.environment.stamp.message(
                from: client.clientID,
                topic: client.mountpoint.mount(request.topic),
                qos: request.qos,
                payload: request.payload
            )
            return { () throws(BrokerRefusal) in try await client.session.publish(message) }
        }
    }

    func subscribe(_ request: SubscribeRequest, _ call: AdapterCall) {
        if let problem = request.problem { return call.answer(problem) }
        withClient(call) { client in
            let filter = client.mountpoint.mount(TopicFilter(request.topic))
            return { () throws(BrokerRefusal) in try await client.session.subscribe(filter, DeliveryOptions(qos: request.qos)) }
        }
    }

    func unsubscribe(_ request: UnsubscribeRequest, _ call: AdapterCall) {
        if let problem = request.problem { return call.answer(problem) }
        withClient(call) { client in
            let filter = client.mountpoint.mount(TopicFilter(request.topic))
            return { () throws(BrokerRefusal) in try await client.session.unsubscribe(filter) }
        }
    }

    /// Does for a client what `body` gives.
    private func withClient(_ call: AdapterCall, _ body: (ConnectedClient) -> @Sendable () async throws(BrokerRefusal) -> Void) {
        guard isOpen else { return call.answer(.notAlive) }
        guard machine.client == .connected, let client else { return call.answer(.notAuthenticated) }
        let operation = body(client)
        run(call) { _ in
            do throws(BrokerRefusal) {
                try await operation()
                return .success
            } catch {
                return CodeResponse(error)
            }
        }
    }

    /// Runs what may take a while, on the device's loop.
    private func run(_ call: AdapterCall, _ operation: @escaping @Sendable (Device) async -> CodeResponse) {
        let pending = PendingAnswer(call, loop: loop)
        Task.immediateDetached(executorPreference: loop.executor) { [self] in
            pending.answer(await operation(self))
        }
        pending.startTimer()
    }
}
