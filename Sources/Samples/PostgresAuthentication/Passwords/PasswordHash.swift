/// A password as a table stores it. Neither field is shown by descriptions and mirrors.
package struct PasswordHash: Sendable, Hashable {
    /// The text of the column `password_hash`, or `password`.
    package var hash: String
    /// The text of the column `salt`, empty where there is none.
    package var salt: String

    package init(hash: String, salt: String = "") {
        self.hash = hash
        self.salt = salt
    }
}

extension PasswordHash: CustomStringConvertible, CustomReflectable {
    package var description: String { "PasswordHash" }
    package var customMirror: Mirror { Mirror(self, children: []) }
}
