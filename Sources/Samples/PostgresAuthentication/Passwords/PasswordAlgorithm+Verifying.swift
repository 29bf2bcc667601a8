extension PasswordAlgorithm {
    /// Whether the password is the one that the table stores: digests are compared without regard to case, everything else exactly.
    ///
    /// Takes as long for a wrong password as for the right one. With bcrypt, a password of more than 72 bytes is judged by the first 72, as
    /// in EMQX, and one with a NUL byte never matches. Throws if the stored text can't be of this algorithm.
    package func verify(_ password: [UInt8], against stored: PasswordHash) throws(PasswordHashError) -> Bool {
        let salt = Array(stored.salt.utf8)
        switch self {
        case .plain(let position):
            return try Self.verifyPlain(position.join(password, salt), against: Array(stored.hash.utf8))
        case .digest(let function, let position):
            let expected = try Self.bytes(of: stored.hash, count: function.size)
            return equalInConstantTime(try function.digest(position.join(password, salt)), expected)
        case .bcrypt(let source, _):
            return try Self.verifyBcrypt(password, source, against: stored)
        case .pbkdf2(let function, let iterations, let length):
            let expected = try Self.bytes(of: stored.hash, count: length)
            let key = try function.derivedKey(password: password, salt: salt, iterations: iterations, length: length)
            return equalInConstantTime(key, expected)
        }
    }

    /// Compares digests, so that the time doesn't tell the stored password's length.
    private static func verifyPlain(_ password: [UInt8], against stored: [UInt8]) throws(PasswordHashError) -> Bool {
        equalInConstantTime(try DigestFunction.sha256.digest(password), try DigestFunction.sha256.digest(stored))
    }

    private static func verifyBcrypt(
        _ password: [UInt8],
        _ source: BcryptSaltSource,
        against stored: PasswordHash
    ) throws(PasswordHashError) -> Bool {
        try BcryptSetting.check(hash: stored.hash)
        let setting = source == .column ? try BcryptSetting(stored.salt) : try BcryptSetting(hash: stored.hash)
        let hash = try Bcrypt.hash(password, setting: setting)
        return equalInConstantTime(Array(hash.utf8), Array(stored.hash.utf8)) && !password.contains(0)
    }

    private static func bytes(of hex: String, count: Int) throws(PasswordHashError) -> [UInt8] {
        guard let bytes = HexDigits.bytes(of: hex, count: count) else { throw .notHex(digits: count * 2) }
        return bytes
    }
}

extension SaltPosition {
    func join(_ password: [UInt8], _ salt: [UInt8]) -> [UInt8] {
        switch self {
        case .disable: password
        case .prefix: salt + password
        case .suffix: password + salt
        }
    }
}
