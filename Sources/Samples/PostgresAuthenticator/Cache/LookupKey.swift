import ExtensionProtocol
import PostgresAuthentication

/// What tells one look-up of a query from another: the values of its parameters. As bytes, because Swift's strings are equal in different
/// spellings and PostgreSQL's aren't.
struct LookupKey: Hashable, Sendable {
    /// Whose look-up it is: what a notification drops it by.
    let username: [UInt8]
    private let values: [UInt8]
    /// The most that is remembered of a look-up's key: so a cache is bounded in bytes too.
    private static let rememberedLimit = 2_048

    init(username: String, values: [String]) {
        self.username = Array(username.utf8)
        // No value holds a zero byte: PostgreSQL couldn't store it.
        self.values = Array(values.map(\.utf8).joined(separator: [0]))
    }

    /// Whether it is short enough to be remembered.
    var isRemembered: Bool { username.count + values.count <= Self.rememberedLimit }
}
