/// How a table stores passwords: EMQX 5.x's `password_hash_algorithm`, EMQX 4.x's `auth.pgsql.password_hash`.
package enum PasswordAlgorithm: Sendable, Hashable {
    /// The password itself, with the salt in front or behind.
    case plain(SaltPosition)
    /// The hex digest of password and salt joined as bytes.
    case digest(DigestFunction, SaltPosition)
    /// bcrypt's own text. `newCost` is the cost of hashes that are made; those that are checked bring theirs.
    case bcrypt(BcryptSaltSource, newCost: Int)
    /// PBKDF2 with HMAC, as hex. `keyLength` counts bytes: half the length of the text.
    case pbkdf2(DigestFunction, iterations: Int, keyLength: Int)

    /// What EMQX 5.x takes when nothing is configured: SHA-256 of salt and password.
    package static let standard = PasswordAlgorithm.digest(.sha256, .prefix)
}

/// Where the salt stands when it is joined with the password; the raw values are EMQX 5.x's `salt_position`.
package enum SaltPosition: String, Sendable, Hashable {
    case disable
    case prefix
    case suffix
}

/// Where the 29 characters of version, cost and salt are read from.
package enum BcryptSaltSource: Sendable, Hashable {
    /// The start of the stored hash, as in EMQX 5.x and in 4.x's `bcrypt`.
    case hash
    /// The salt column, as in 4.x's `salt,bcrypt`.
    case column
}
