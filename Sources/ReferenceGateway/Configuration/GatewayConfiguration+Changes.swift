extension GatewayConfiguration {
    /// The names of the keys that a gateway takes up while it runs: for connections that come from then on, and `send_timeout`,
    /// `send_timeout_close` and `request_timeout` for those that are there too.
    private static let changeable: Set<String> = [
        "access_rules", "active_n", "buffer", "idle_timeout", "max_conn_rate", "max_connections", "mountpoint", "nodelay", "proxy_protocol",
        "proxy_protocol_timeout", "recbuf", "request_timeout", "send_timeout", "send_timeout_close", "sndbuf",
    ]

    /// The keys that differ from what a gateway was started with and that it can't take up before it is started again.
    func keysForTheNextStart(since start: GatewayConfiguration) -> [String] {
        let changed = Set(values.keys).union(start.values.keys).filter { values[$0] != start.values[$0] }
        return changed.filter { !Self.changeable.contains(Self.name(of: $0)) }.sorted()
    }

    /// The keys that do nothing, and why.
    var ineffectiveKeys: [(key: String, reason: String)] {
        values.keys.sorted().compactMap { key in EMQXKeys.ineffective[Self.name(of: key)].map { (key, $0) } }
    }

    private static func name(of path: String) -> String { path.split(separator: ".").last.map(String.init) ?? "" }
}
