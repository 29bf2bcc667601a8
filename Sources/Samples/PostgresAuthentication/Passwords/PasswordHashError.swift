/// Why a password couldn't be compared with a stored hash, or no hash could be made. No case holds a password or a hash.
package enum PasswordHashError: Error, Hashable, CustomStringConvertible {
    /// The stored hash isn't so many hex digits.
    case notHex(digits: Int)
    /// The stored hash isn't 60 characters of bcrypt, version 2a, 2b or 2y.
    case notBcrypt
    /// The salt column doesn't begin as a bcrypt hash does: version, cost and 22 characters.
    case notBcryptSalt
    /// bcrypt with a cost that would block a thread for minutes.
    case costOutOfRange(Int)
    /// bcrypt reads 72 bytes and stops at NUL: a longer password, or one with NUL, wouldn't be what was asked for.
    case passwordNotForBcrypt
    case digestFailed(DigestFunction)
    case bcryptFailed

    package var description: String {
        switch self {
        case .notHex(let digits): "the stored password hash isn't \(digits) hex digits"
        case .notBcrypt: "the stored password hash isn't one of bcrypt ($2a$, $2b$ or $2y$, 60 characters)"
        case .notBcryptSalt: "the stored salt isn't one of bcrypt ($2a$, $2b$ or $2y$, 29 characters)"
        case .costOutOfRange(let cost): "bcrypt's cost \(cost) isn't within \(Bcrypt.costs.lowerBound) and \(Bcrypt.costs.upperBound)"
        case .passwordNotForBcrypt: "bcrypt takes passwords of at most \(Bcrypt.maximumPasswordLength) bytes without NUL"
        case .digestFailed(let function): "OpenSSL couldn't compute \(function.rawValue)"
        case .bcryptFailed: "libcrypt couldn't compute bcrypt"
        }
    }
}
