import NIOConcurrencyHelpers
import PostgresAuthentication

/// A user as the table has it, and the fingerprint of the password that was last found right. Both are forgotten together.
final class StoredUser: Sendable {
    /// Nil where the row has no password.
    let password: PasswordHash?
    private let verified = NIOLockedValueBox<PasswordFingerprint?>(nil)

    init(password: PasswordHash?) { self.password = password }

    /// Reads the first row: 5.x by the columns' names, 4.x by their places.
    convenience init?(rows: [TextRow], convention: TableConvention) {
        guard let row = rows.first else { return nil }
        switch convention {
        case .v5:
            let hash = row.names.contains("password_hash") ? row["password_hash"] : row["password"]
            self.init(password: hash.map { PasswordHash(hash: $0, salt: row["salt"] ?? "") })
        case .v4:
            let salt = row.cells.dropFirst().first ?? nil
            self.init(password: row.cells[0].map { PasswordHash(hash: $0, salt: salt ?? "") })
        }
    }

    func isVerified(_ fingerprint: PasswordFingerprint) -> Bool {
        verified.withLockedValue { $0?.isSame(as: fingerprint) ?? false }
    }

    func setVerified(_ fingerprint: PasswordFingerprint) { verified.withLockedValue { $0 = fingerprint } }
}
