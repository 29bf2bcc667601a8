import CExtensionPQ

/// How to reach a database: a postgresql:// URI or a list of keyword=value, both as libpq defines them (PostgreSQL documentation, 34.1.1),
/// with TLS, several hosts, service and password files, and PG… environment variables for what it doesn't say. What it prints has no
/// password.
package struct PostgresConnectionString: Sendable {
    private static let secretKeywords = ["password", "sslpassword"]
    private static let printedKeywords = ["host", "hostaddr", "port", "dbname", "user", "sslmode", "target_session_attrs"]
    private static let explanation = """
        write a postgresql:// URI, with the special characters of user and password percent-encoded, or keyword=value pairs, with values \
        that hold spaces in single quotes
        """

    private let options: [String: String]

    /// Throws `PostgresError.invalidConnectionString`.
    package init(_ text: String) throws(PostgresError) {
        // libpq's own message quotes the text, and so the password.
        guard let list = PQconninfoParse(text, nil) else { throw .invalidConnectionString(Self.explanation) }
        defer { PQconninfoFree(list) }
        options = Self.options(in: list)
        guard !looksMisread else { throw .invalidConnectionString(Self.explanation) }
    }

    /// Whether sessions that can't write are to be avoided.
    var wantsWritableSession: Bool { ["read-write", "primary"].contains(options["target_session_attrs"]) }

    /// The pairs for PQconnectdbParams. `defaults` stand where the string and the environment say nothing.
    func parameters(defaults: [String: String]) -> [(keyword: String, value: String)] {
        let forced = ["client_encoding": "UTF8"]
        return defaults.merging(options) { $1 }.merging(forced) { $1 }.map { ($0.key, $0.value) }
    }

    /// `message` without passwords.
    func redacted(_ message: String) -> String {
        let secrets = Self.secretKeywords.compactMap { options[$0] }.filter { !$0.isEmpty }
        return secrets.reduce(message) { $0.replacing($1, with: "***") }
    }

    /// Of a password with an unescaped "@" or "/", libpq takes a part for a host, a port or a database, and later prints it as such.
    private var looksMisread: Bool {
        let hasStrayAt = ["host", "hostaddr", "dbname"].contains { options[$0, default: ""].dropFirst().contains("@") }
        return hasStrayAt || !options["port", default: ""].allSatisfy { $0.isNumber || $0 == "," }
    }

    private static func options(in list: UnsafePointer<PQconninfoOption>) -> [String: String] {
        var options: [String: String] = [:]
        var next = list
        while let keyword = next.pointee.keyword {
            if let value = next.pointee.val { options[String(cString: keyword)] = String(cString: value) }
            next += 1
        }
        return options
    }
}

extension PostgresConnectionString: CustomStringConvertible, CustomReflectable {
    package var description: String {
        Self.printedKeywords.compactMap { keyword in options[keyword].map { "\(keyword)=\($0)" } }.joined(separator: " ")
    }

    package var customMirror: Mirror { Mirror(self, children: [:]) }
}
