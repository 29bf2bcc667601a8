import ExtensionProtocol
import PostgresAuthentication

/// What tells one look-up of a query from another: the values of its parameters. As bytes, because Swift's strings are equal in different
/// spellings and PostgreSQL's aren't.
struct LookupKey: Hashable, Sendable {
    /// Whose look-up it is: what a notification drops it by.
    let username: [UInt8]
    private let values: [UInt8]

    init(username: String, values: [String]) {
        self.username = Array(username.utf8)
        // No value holds a zero byte: PostgreSQL couldn't store it.
        self.values = Array(values.map(\.utf8).joined(separator: [0]))
    }
}
