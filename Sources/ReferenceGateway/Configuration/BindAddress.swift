/// Where a port is opened.
package struct BindAddress: Sendable, Hashable {
    package var host: String
    package var port: Int

    package init(host: String, port: Int) {
        self.host = host
        self.port = port
    }

    /// `7993` or `:7993`, which is of every address, `127.0.0.1:7993` or `[::1]:7993`.
    init?(_ text: String) {
        let parts = text.split(separator: ":", omittingEmptySubsequences: false)
        guard let port = parts.last.flatMap({ UInt16($0) }) else { return nil }
        self.port = Int(port)
        guard parts.count > 1, text.first != ":" || parts.count > 2 else {
            host = "0.0.0.0"
            return
        }
        let host = parts.dropLast().joined(separator: ":")
        let isBracketed = host.hasPrefix("[") && host.hasSuffix("]")
        guard !host.isEmpty, isBracketed == host.contains(":") else { return nil }
        self.host = isBracketed ? String(host.dropFirst().dropLast()) : host
    }
}
