package import PostgresAuthentication

/// The queries by which users and rules are read, in EMQX's words: `${username}` in 5.x, `'%u'` in 4.x.
package struct AuthenticatorQueries: Sendable {
    /// The stored password of a client's user: 5.x reads `password_hash` or `password`, `salt`; 4.x the first column, and the second as salt.
    package var authentication: String
    /// Whether a client is a superuser: 5.x reads `is_superuser`, 4.x the first column. Empty if nobody is one.
    package var superuser: String
    /// The rules for a client.
    package var authorization: String

    /// What EMQX documents, with an order: the first rule that matches decides in 5.x, the last one in 4.x.
    package init(_ convention: TableConvention) {
        switch convention {
        case .v5:
            authentication = "SELECT password_hash, salt FROM mqtt_user WHERE username = ${username} LIMIT 1"
            superuser = "SELECT is_superuser FROM mqtt_user WHERE username = ${username} LIMIT 1"
            authorization = "SELECT permission, action, topic FROM mqtt_acl WHERE username = ${username} ORDER BY id"
        case .v4:
            authentication = "SELECT password, salt FROM mqtt_user WHERE username = '%u' LIMIT 1"
            superuser = "SELECT is_superuser FROM mqtt_user WHERE username = '%u' LIMIT 1"
            authorization = """
                SELECT allow, ipaddr, username, clientid, access, topic FROM mqtt_acl \
                WHERE ipaddr = '%a' OR username = '%u' OR username = '$all' OR clientid = '%c' ORDER BY id
                """
        }
    }
}
