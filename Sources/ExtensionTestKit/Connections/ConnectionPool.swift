import ExtensionGRPC

/// A caller's connections to a service, opened when they are needed. The calls of one key stay on one of them.
actor ConnectionPool {
    /// EMQX's default (`pool_size`).
    private static let size = 8

    private let link: ServiceLink
    private var connections: [Int: Task<Result<ClientConnection, RPCError>, Never>] = [:]

    init(_ link: ServiceLink) { self.link = link }

    func connection(for key: String) async throws(RPCError) -> ClientConnection {
        let slot = abs(key.hashValue % Self.size)
        let connecting = connections[slot] ?? connect()
        connections[slot] = connecting
        let result = await connecting.value
        // Tried again at the next call.
        if case .failure = result { connections[slot] = nil }
        return try result.get()
    }

    private func connect() -> Task<Result<ClientConnection, RPCError>, Never> {
        let link = link
        return Task {
            do throws(RPCError) {
                return .success(try await link.connect())
            } catch {
                return .failure(error)
            }
        }
    }

    func close() async {
        for connecting in connections.values {
            if case .success(let connection) = await connecting.value { await connection.close() }
        }
        connections = [:]
    }
}
