import ArgumentParser
import PostgresAuthenticator

/// What is answered where the tables don't say.
struct PolicyOptions: ParsableArguments {
    @Option(help: "What is answered of users that aren't in the table.")
    var unknownUser = UnknownUserPolicy.ignore

    @Option(help: "What is answered of a client without a password.")
    var noPassword = NoPasswordPolicy.deny

    @Option(help: "What is answered of an operation that no rule is about.")
    var noMatch = NoMatchPolicy.ignore

    @Option(help: "What is answered while the database can't be asked.")
    var whenUnavailable = UnavailablePolicy.deny

    @Option(help: ArgumentHelp("How long an answer stands in, with --when-unavailable last-known.", valueName: "seconds"))
    var lastKnownFor = 3_600.0

    @Flag(help: "Have EMQX 5.0 to 5.8, which take ignore for a refusal, let in clients that are ignored.")
    var allowIgnored = false

    func validate() throws {
        try OptionRange.check(lastKnownFor, of: "--last-known-for", in: OptionRange.seconds)
    }

    var policies: AuthenticatorPolicies {
        var policies = AuthenticatorPolicies()
        policies.unknownUser = unknownUser
        policies.noPassword = noPassword
        policies.noMatch = noMatch
        policies.whenUnavailable = whenUnavailable
        return policies
    }
}

extension UnknownUserPolicy: ExpressibleByArgument {}
extension NoPasswordPolicy: ExpressibleByArgument {}
extension NoMatchPolicy: ExpressibleByArgument {}
extension UnavailablePolicy: ExpressibleByArgument {}
