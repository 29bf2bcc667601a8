extension PasswordAlgorithm {
    /// What a table stores for a new password, with a random salt where the algorithm takes one.
    ///
    /// bcrypt hashes are of version 2b; bcrypt refuses passwords of more than 72 bytes or with NUL.
    package func makeHash(_ password: [UInt8]) throws(PasswordHashError) -> PasswordHash {
        switch self {
        case .plain(let position):
            let salt = position.newSalt()
            return PasswordHash(hash: String(decoding: position.join(password, Array(salt.utf8)), as: UTF8.self), salt: salt)
        case .digest(let function, let position):
            let salt = position.newSalt()
            return PasswordHash(hash: HexDigits.text(of: try function.digest(position.join(password, Array(salt.utf8)))), salt: salt)
        case .bcrypt(let source, let cost):
            return try Self.makeBcrypt(password, source, cost)
        case .pbkdf2(let function, let iterations, let length):
            let salt = newSalt()
            let key = try function.derivedKey(password: password, salt: Array(salt.utf8), iterations: iterations, length: length)
            return PasswordHash(hash: HexDigits.text(of: key), salt: salt)
        }
    }

    private static func makeBcrypt(_ password: [UInt8], _ source: BcryptSaltSource, _ cost: Int) throws(PasswordHashError) -> PasswordHash {
        guard password.count <= Bcrypt.maximumPasswordLength, !password.contains(0) else { throw .passwordNotForBcrypt }
        let setting = try Bcrypt.randomSetting(cost: cost)
        return PasswordHash(hash: try Bcrypt.hash(password, setting: setting), salt: source == .column ? setting.text : "")
    }
}

/// 16 random bytes as hex: EMQX 4.x's salt column holds 40 characters.
private func newSalt() -> String {
    HexDigits.text(of: randomBytes(16))
}

extension SaltPosition {
    fileprivate func newSalt() -> String {
        self == .disable ? "" : PostgresAuthentication.newSalt()
    }
}
