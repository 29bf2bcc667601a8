// A connection goes from one use to the next when everything that was sent over it is answered.
extension PoolEngine {
    func advance(_ connection: ServerConnection) {
        guard connection.inFlight.isEmpty else { return }
        switch connection.use {
        case .settingUp(let listener): becomeReady(connection, for: listener)
        case .reserved(let request): grant(connection, to: request)
        case .returning(let isRolledBack): finishReturn(connection, isRolledBack: isRolledBack)
        case .shared, .leased, .listening: break
        }
    }

    private func grant(_ connection: ServerConnection, to request: Request) {
        guard case .lease(let lease) = request.operation, !request.isFinished else {
            connection.use = .shared
            return
        }
        lease.connection = connection
        connection.use = .leased(lease)
        request.finish(.success(nil))
    }

    /// Takes a lease back, whatever state its connection is in.
    func release(_ lease: Lease) {
        guard let connection = lease.connection else { return }
        lease.connection = nil
        lease.lossReason = "it was given back"
        guard !connection.isCopying else { return lose(connection, "COPY was left unfinished", isServerBusy: true) }
        connection.use = .returning(isRolledBack: false)
        advance(connection)
    }

    private func finishReturn(_ connection: ServerConnection, isRolledBack: Bool) {
        guard connection.link.isInTransaction else {
            connection.use = .shared
            return
        }
        guard !isRolledBack else { return lose(connection, "a transaction can't be rolled back") }
        connection.use = .returning(isRolledBack: true)
        sendInternal("ROLLBACK", on: connection)
    }

    // MARK: Listeners

    func add(_ listener: Listener) {
        guard closing == nil else { return listener.close() }
        listeners.append(listener)
    }

    func remove(_ listener: Listener) {
        listeners.removeAll { $0 === listener }
        guard let connection = listener.connection else { return }
        listener.connection = nil
        connections.removeAll { $0 === connection }
    }
}
