import ExtensionProtocol

/// Who may connect, by address: the first rule counts that is about it, and without one it may (EMQX's `access_rules`).
package struct AccessRules: Sendable, Hashable {
    private struct Rule: Sendable, Hashable {
        var allows: Bool
        /// Nil for all addresses.
        var range: AddressRange?
    }

    private var rules: [Rule] = []

    /// Adds `allow 10.0.0.0/8`, `deny all` and the like. Returns false for anything else.
    mutating func append(_ text: String) -> Bool {
        let words = text.split(separator: " ")
        guard words.count == 2, words[0] == "allow" || words[0] == "deny" else { return false }
        let range = AddressRange(String(words[1]))
        guard range != nil || words[1] == "all" else { return false }
        rules.append(Rule(allows: words[0] == "allow", range: range))
        return true
    }

    /// An address that isn't known is none that a rule allows.
    func allow(_ address: String?) -> Bool {
        guard !rules.isEmpty else { return true }
        guard let address = address.flatMap({ IPAddress($0) }) else { return false }
        return rules.first { $0.range?.contains(address) ?? true }?.allows ?? true
    }
}
