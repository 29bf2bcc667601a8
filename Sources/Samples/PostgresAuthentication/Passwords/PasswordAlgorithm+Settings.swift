extension PasswordAlgorithm {
    /// Reads EMQX 5.x's settings: `name` and, where the algorithm has them, `salt_position` (default prefix), `salt_rounds` (default 10),
    /// `mac_fun`, `iterations` and `dk_length` (default: the digest's size). A setting that the algorithm doesn't have is an error.
    package init(settings: [String: String]) throws(PasswordAlgorithmError) {
        let name = try settings.required("name")
        switch name {
        case "plain":
            try settings.permit(["name", "salt_position"])
            self = .plain(try settings.saltPosition())
        case "bcrypt":
            try settings.permit(["name", "salt_rounds"])
            self = .bcrypt(.hash, newCost: try settings.integer("salt_rounds", in: Bcrypt.costs) ?? Bcrypt.standardCost)
        case "pbkdf2":
            try settings.permit(["name", "mac_fun", "iterations", "dk_length"])
            self = try settings.pbkdf2()
        default:
            try settings.permit(["name", "salt_position"])
            guard let function = DigestFunction(passwordAlgorithm: name) else { throw .invalidSetting(name: "name", value: name) }
            self = .digest(function, try settings.saltPosition())
        }
    }
}

extension [String: String] {
    fileprivate func required(_ name: String) throws(PasswordAlgorithmError) -> String {
        guard let value = self[name] else { throw .missingSetting(name) }
        return value
    }

    fileprivate func permit(_ names: Set<String>) throws(PasswordAlgorithmError) {
        if let surplus = keys.filter({ !names.contains($0) }).min() { throw .unexpectedSetting(surplus) }
    }

    fileprivate func integer(_ name: String, in range: ClosedRange<Int>) throws(PasswordAlgorithmError) -> Int? {
        guard let text = self[name] else { return nil }
        guard let value = Int(text), range.contains(value) else { throw .invalidSetting(name: name, value: text) }
        return value
    }

    fileprivate func saltPosition() throws(PasswordAlgorithmError) -> SaltPosition {
        guard let text = self["salt_position"] else { return .prefix }
        guard let position = SaltPosition(rawValue: text) else { throw .invalidSetting(name: "salt_position", value: text) }
        return position
    }

    fileprivate func pbkdf2() throws(PasswordAlgorithmError) -> PasswordAlgorithm {
        let name = try required("mac_fun")
        guard let function = DigestFunction(rawValue: name) else { throw .invalidSetting(name: "mac_fun", value: name) }
        guard function.isAvailable else { throw .unavailable(function) }
        guard let iterations = try integer("iterations", in: PasswordAlgorithm.positive) else { throw .missingSetting("iterations") }
        let keyLength = try integer("dk_length", in: PasswordAlgorithm.positive) ?? function.size
        return .pbkdf2(function, iterations: iterations, keyLength: keyLength)
    }
}

extension PasswordAlgorithm {
    /// The counts that OpenSSL's PBKDF2 takes.
    static let positive = 1...Int(Int32.max)
}
