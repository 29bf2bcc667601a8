import Logging
import PostgresAuthentication

/// The configured queries, and what each has to give.
struct ClientQueries: Sendable {
    let authentication: ClientQuery
    /// Nil where nobody is a superuser.
    let superuser: ClientQuery?
    let authorization: ClientQuery
    private let convention: TableConvention
    private let readsSalt: Bool

    init(_ configuration: AuthenticatorConfiguration) {
        let (queries, convention) = (configuration.queries, configuration.convention)
        authentication = ClientQuery("authentication", queries.authentication, convention, .authenticationQuery)
        superuser = queries.superuser.isEmpty ? nil : ClientQuery("superuser", queries.superuser, convention, .authorizationQuery)
        authorization = ClientQuery("authorization", queries.authorization, convention, .authorizationQuery)
        readsSalt = configuration.algorithm.readsSalt
        self.convention = convention
    }

    var checks: [QueryCheck] {
        switch convention {
        case .v5:
            [
                QueryCheck(authentication, wants: [["password_hash", "password"]] + (readsSalt ? [["salt"]] : [])),
                superuser.map { QueryCheck($0, wants: [["is_superuser"]]) },
                QueryCheck(authorization, wants: [["permission"], ["action"], ["topic"]]),
            ].compactMap(\.self)
        case .v4:
            [
                QueryCheck(authentication, wantsInOrder: readsSalt ? ["password", "salt"] : ["password"]),
                superuser.map { QueryCheck($0, wantsInOrder: ["is_superuser"]) },
                QueryCheck(authorization, wantsInOrder: ["allow", "ipaddr", "username", "clientid", "access", "topic"]),
            ].compactMap(\.self)
        }
    }

    /// Says what about the queries is probably not meant.
    func warn(_ logger: Logger) {
        for query in [authentication, superuser, authorization].compactMap(\.self) {
            for problem in query.template.problems {
                logger.warning("A query is probably not what was meant.", metadata: ["query": "\(query.name)", "problem": "\(problem)"])
            }
        }
    }
}
