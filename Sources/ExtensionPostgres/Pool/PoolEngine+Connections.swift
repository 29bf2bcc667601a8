import Logging
import NIOCore
import NIOPosix

// Making connections.
extension PoolEngine {
    private var openCount: Int {
        connections.count { connection in
            switch connection.use {
            case .listening, .settingUp(.some): false
            case .settingUp(.none), .shared, .reserved, .leased, .returning: true
            }
        }
    }

    /// When there is next a connection to be made, if one is missing and none is being made.
    var nextConnect: NIODeadline? {
        guard !isConnecting, closing == nil else { return nil }
        let missing = listeners.filter { $0.connection == nil }.map(\.backoff.nextAttempt)
        return (missing + (openCount < configuration.size ? [backoff.nextAttempt] : [])).min()
    }

    /// One at a time, so that a server which comes back isn't overrun.
    func connectMissing(now: NIODeadline) {
        guard let next = nextConnect, next <= now else { return }
        let isPoolDue = openCount < configuration.size && backoff.nextAttempt <= now
        connect(for: isPoolDue ? nil : listeners.first { $0.connection == nil && $0.backoff.nextAttempt <= now })
    }

    private func connect(for listener: Listener?) {
        isConnecting = true
        let (connectionString, defaults) = (configuration.connectionString, configuration.libpqDefaults)
        threads.connecting.submit { [loop] _ in
            let result = LibPQLink.connect(to: connectionString, defaults: defaults)
            loop.execute { self.connected(result, for: listener) }
        }
    }

    private func connected(_ result: Result<LibPQLink, PostgresError>, for listener: Listener?) {
        isConnecting = false
        guard closing == nil else { return }
        switch result {
        case .success(let link): setUp(link, for: listener)
        case .failure(let error): connectFailed(error, for: listener)
        }
    }

    private func setUp(_ link: LibPQLink, for listener: Listener?) {
        let limit = configuration.statementLimit
        let connection = ServerConnection(link: link, use: .settingUp(listener), statementLimit: limit, now: .now())
        connections.append(connection)
        listener?.connection = connection
        for sql in configuration.statementsOnConnect + (listener?.statements ?? []) {
            guard isSettingUp(connection) else { return }
            sendInternal(sql, on: connection)
        }
        advance(connection)
    }

    private func isSettingUp(_ connection: ServerConnection) -> Bool {
        if case .settingUp = connection.use { true } else { false }
    }

    /// Runs a statement of the pool's own, whose failure is the connection's.
    func sendInternal(_ sql: String, on connection: ServerConnection) {
        let deadline = NIODeadline.now() + TimeAmount(configuration.connectTimeout)
        let request = Request(.query(PostgresStatement(sql, isPrepared: false), .none), deadline: deadline, isInternal: true)
        request.whenFinished { [self] result in
            if case .failure(let error) = result { lose(connection, "\(error)") }
        }
        send(request, on: connection)
    }

    /// A connection is ready for its first use.
    func becomeReady(_ connection: ServerConnection, for listener: Listener?) {
        if let listener {
            connection.use = .listening(listener)
            listener.backoff.succeed()
            listener.deliver(.listening)
        } else {
            connection.use = .shared
            backoff.succeed()
            outage = nil
        }
        configuration.logger.debug("Connected to PostgreSQL.", metadata: ["server": "\(connection.link.server)"])
    }

    func connectFailed(_ error: PostgresError, for listener: Listener?) {
        configuration.logger.warning("Can't connect to PostgreSQL.", metadata: ["error": "\(error)"])
        lastError = error
        if let listener { return listener.backoff.fail(now: .now()) }
        backoff.fail(now: .now())
        guard openCount == 0 else { return }
        outage = error
        publishStatus()
        for request in waiting.removeAll() { request.finish(.failure(error)) }
    }
}
