/// Why a configured password algorithm can't be used.
package enum PasswordAlgorithmError: Error, Hashable, CustomStringConvertible {
    case missingSetting(String)
    case invalidSetting(name: String, value: String)
    /// A setting that the algorithm doesn't have.
    case unexpectedSetting(String)
    /// Not a value of EMQX 4.x's `auth.pgsql.password_hash`.
    case invalidDescription(String)
    /// OpenSSL has the function switched off; md4 comes with its legacy provider alone.
    case unavailable(DigestFunction)

    package var description: String {
        switch self {
        case .missingSetting(let name): "the password algorithm needs the setting \(name)"
        case .invalidSetting(let name, let value): "\"\(value)\" is no value of the password algorithm's setting \(name)"
        case .unexpectedSetting(let name): "the password algorithm has no setting \(name)"
        case .invalidDescription(let text): "\"\(text)\" is no password algorithm of EMQX 4.x, such as \"salt,sha256\""
        case .unavailable(let function): "this OpenSSL doesn't offer \(function.rawValue); md4 needs its legacy provider (openssl.cnf)"
        }
    }
}
