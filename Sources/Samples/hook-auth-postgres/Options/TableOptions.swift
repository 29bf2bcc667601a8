import ArgumentParser
import PostgresAuthentication

/// Whose tables they are, and how passwords are stored in them.
struct TableOptions: ParsableArguments {
    @Option(help: "Whose columns and rules the tables have: those of EMQX 5 and 6, or of EMQX 4.")
    var convention = TableConvention.v5

    @Option(
        help: ArgumentHelp(
            "How passwords are stored, as EMQX's settings say it.",
            discussion: """
                For emqx5 the fields of password_hash_algorithm, such as name=bcrypt, or name=pbkdf2,mac_fun=sha256,iterations=4096; by \
                default name=sha256,salt_position=prefix. For emqx4 the value of auth.pgsql.password_hash, such as salt,bcrypt; by default sha256.
                """,
            valueName: "settings"
        )
    )
    var passwordHash: String?

    func validate() throws { _ = try algorithm }

    /// Throws a `ValidationError` that says what is wrong.
    var algorithm: PasswordAlgorithm {
        get throws {
            do {
                switch convention {
                case .v4: return try PasswordAlgorithm(emqx4: passwordHash ?? "sha256")
                case .v5: return try passwordHash.map { try PasswordAlgorithm(settings: Self.settings($0)) } ?? .standard
                }
            } catch let error as PasswordAlgorithmError {
                throw ValidationError("--password-hash: \(error).")
            }
        }
    }

    private static func settings(_ text: String) throws -> [String: String] {
        var settings: [String: String] = [:]
        for field in text.split(separator: ",") {
            let parts = field.split(separator: "=", maxSplits: 1).map(String.init)
            guard parts.count == 2, settings.updateValue(parts[1], forKey: parts[0]) == nil else {
                throw ValidationError("--password-hash: '\(field)' isn't setting=value, or is given twice.")
            }
        }
        return settings
    }
}

extension TableConvention: ExpressibleByArgument {
    private static let names: KeyValuePairs<String, TableConvention> = ["emqx5": .v5, "emqx4": .v4]

    package init?(argument: String) {
        guard let found = Self.names.first(where: { $0.key == argument }) else { return nil }
        self = found.value
    }

    package var defaultValueDescription: String { Self.names.first { $0.value == self }?.key ?? "" }

    package static var allValueStrings: [String] { names.map(\.key) }
}
