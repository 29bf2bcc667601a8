extension PasswordAlgorithm {
    /// Whether a salt has to be read beside the hash.
    package var readsSalt: Bool {
        switch self {
        case .plain(let position), .digest(_, let position): position != .disable
        case .bcrypt(let source, _): source == .column
        case .pbkdf2: true
        }
    }
}
