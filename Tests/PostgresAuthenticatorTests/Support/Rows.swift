import PostgresAuthentication

/// SQL for rows of 5.x tables.
enum Rows {
    /// A user whose password is stored with SHA-256, the salt in front.
    static func user(_ name: String, password: String, isSuperuser: Bool = false) -> String {
        user(name, stored: PasswordAlgorithm.digest(.sha256, .prefix), password: password, isSuperuser: isSuperuser)
    }

    static func user(_ name: String, stored algorithm: PasswordAlgorithm, password: String, isSuperuser: Bool = false) -> String {
        guard let made = try? algorithm.makeHash(Array(password.utf8)) else { return "no hash" }
        let values = [name, made.hash, made.salt].map(quoted).joined(separator: ", ")
        return "INSERT INTO mqtt_user (username, password_hash, salt, is_superuser) VALUES (\(values), \(isSuperuser));"
    }

    static func rule(_ username: String, _ permission: String, _ action: String, _ topic: String) -> String {
        let values = [username, permission, action, topic].map(quoted).joined(separator: ", ")
        return "INSERT INTO mqtt_acl (username, permission, action, topic) VALUES (\(values));"
    }

    static func quoted(_ text: String) -> String { "'\(text.replacing("'", with: "''"))'" }
}
