import ArgumentParser
import PostgresAuthentication
import PostgresAuthenticator

/// The queries, where the tables aren't the usual ones.
struct QueryOptions: ParsableArguments {
    @Option(
        help: ArgumentHelp(
            "The query for a user's stored password.",
            discussion: """
                Placeholders become parameters: ${username}, ${clientid}, ${peerhost}, ${cert_common_name} and the like with emqx5, '%u', '%c' \
                and the like with emqx4.
                """,
            valueName: "sql"
        )
    )
    var authenticationQuery: String?

    @Option(help: ArgumentHelp("The query for whether a user is a superuser; empty if nobody is one.", valueName: "sql"))
    var superuserQuery: String?

    @Option(help: ArgumentHelp("The query for a client's rules, in their order.", valueName: "sql"))
    var authorizationQuery: String?

    @Option(help: ArgumentHelp("How long a query may take.", valueName: "seconds"))
    var queryTimeout = 2.0

    func validate() throws {
        try OptionRange.check(queryTimeout, of: "--query-timeout", in: 0.001...3_600)
    }

    func queries(_ convention: TableConvention) -> AuthenticatorQueries {
        var queries = AuthenticatorQueries(convention)
        if let authenticationQuery { queries.authentication = authenticationQuery }
        if let superuserQuery { queries.superuser = superuserQuery }
        if let authorizationQuery { queries.authorization = authorizationQuery }
        return queries
    }
}
