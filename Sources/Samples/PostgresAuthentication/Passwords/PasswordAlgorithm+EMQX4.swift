extension PasswordAlgorithm {
    /// Reads the value of EMQX 4.x's `auth.pgsql.password_hash`: `sha256`, `salt,sha256`, `sha256,salt`, `bcrypt`, `salt,bcrypt`,
    /// `pbkdf2,sha256,1000,20`, with spaces around the commas or without.
    package init(emqx4 description: String) throws(PasswordAlgorithmError) {
        let words = description.split(separator: ",", omittingEmptySubsequences: false).map { String($0.trimmingSpaces()) }
        if words.first == "pbkdf2" {
            self = try Self.pbkdf2(words, description)
        } else if words.count == 1 {
            self = try Self.named(words[0], .disable, description)
        } else if words.count == 2, words[0] == "salt" {
            self = try Self.named(words[1], .prefix, description)
        } else if words.count == 2, words[1] == "salt" {
            self = try Self.named(words[0], .suffix, description)
        } else {
            throw .invalidDescription(description)
        }
    }

    private static func named(_ name: String, _ salt: SaltPosition, _ description: String) throws(PasswordAlgorithmError) -> Self {
        if name == "plain" { return .plain(salt) }
        if name == "bcrypt" { return .bcrypt(salt == .disable ? .hash : .column, newCost: Bcrypt.standardCost) }
        guard let function = DigestFunction(passwordAlgorithm: name) else { throw .invalidDescription(description) }
        return .digest(function, salt)
    }

    private static func pbkdf2(_ words: [String], _ description: String) throws(PasswordAlgorithmError) -> Self {
        guard words.count == 4 else { throw .invalidDescription(description) }
        return try Self(settings: ["name": "pbkdf2", "mac_fun": words[1], "iterations": words[2], "dk_length": words[3]])
    }
}
