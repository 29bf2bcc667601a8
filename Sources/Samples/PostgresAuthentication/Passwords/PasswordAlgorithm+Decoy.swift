extension PasswordAlgorithm {
    /// A stored hash for users that don't exist: verifying against it takes what it takes for one that does. Whatever comes of it, the
    /// answer is no.
    ///
    /// bcrypt's cost is that of `model`, the hash of a user who exists; without one it is the cost of new hashes.
    package func decoy(like model: PasswordHash? = nil) -> PasswordHash {
        let salt = model?.salt ?? newSaltForDecoy
        switch self {
        case .plain: return PasswordHash(hash: "", salt: salt)
        case .digest(let function, _): return PasswordHash(hash: String(repeating: "0", count: function.size * 2), salt: salt)
        case .pbkdf2(_, _, let length): return PasswordHash(hash: String(repeating: "0", count: length * 2), salt: salt)
        case .bcrypt(let source, let newCost):
            let setting = Self.decoySetting(cost: model.flatMap { source.setting(of: $0)?.cost } ?? newCost)
            let digits = String(repeating: ".", count: BcryptSetting.hashLength - BcryptSetting.length)
            return PasswordHash(hash: setting + digits, salt: source == .column ? setting : "")
        }
    }

    private var newSaltForDecoy: String { String(repeating: "0", count: 32) }

    private static func decoySetting(cost: Int) -> String {
        "$2b$\(cost < 10 ? "0" : "")\(cost)$" + String(repeating: ".", count: 22)
    }
}

extension BcryptSaltSource {
    fileprivate func setting(of stored: PasswordHash) -> BcryptSetting? {
        switch self {
        case .hash: try? BcryptSetting(hash: stored.hash)
        case .column: try? BcryptSetting(stored.salt)
        }
    }
}
