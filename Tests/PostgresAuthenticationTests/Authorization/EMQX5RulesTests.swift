import ExtensionProtocol
import Testing

@testable import PostgresAuthentication

@Suite("Rules of EMQX 5.x")
struct EMQX5RulesTests {
    private let client = ClientInfo("username", "clientid")

    @Test(
        arguments: [
            (.publish, "a", .allow), (.publish, "b", .noMatch), (.subscribe, "a", .noMatch), (.subscribe, "b", .allow),
        ] as [(AuthorizationAction, String, AuthorizationVerdict)]
    )
    func actions(_ action: AuthorizationAction, _ topic: String, _ verdict: AuthorizationVerdict) {
        let rules = AuthorizationRules.v5([["allow", "publish", "a"], ["allow", "subscribe", "b"]])
        #expect(rules.verdict(action, topic: topic, client: client) == verdict)
    }

    @Test(
        arguments: [
            (.publish, "t/username", .allow), (.publish, "t/clientid", .allow), (.publish, "t/${username}", .allow),
            (.publish, "t/1/2", .allow), (.publish, "t1/1", .allow), (.publish, "t1/1/2", .noMatch), (.publish, "abc", .noMatch),
            (.subscribe, "t/username", .noMatch),
        ] as [(AuthorizationAction, String, AuthorizationVerdict)]
    )
    func topics(_ action: AuthorizationAction, _ topic: String, _ verdict: AuthorizationVerdict) {
        let topics = ["t/${username}", "t/${clientid}", "eq t/${username}", "t/#", "t1/+"]
        let rules = AuthorizationRules.v5(topics.map { ["allow", "publish", $0] })
        #expect(rules.verdict(action, topic: topic, client: client) == verdict)
    }

    @Test
    func firstRowFirst() {
        let rows: [[String?]] = [["deny", "all", "t/#"], ["allow", "all", "#"]]
        #expect(AuthorizationRules.v5(rows).verdict(.publish, topic: "t/1", client: client) == .deny)
        #expect(AuthorizationRules.v5(rows).verdict(.publish, topic: "s", client: client) == .allow)
        #expect(AuthorizationRules.v5(rows.reversed()).verdict(.publish, topic: "t/1", client: client) == .allow)
    }

    @Test
    func literalTopics() {
        let rules = AuthorizationRules.v5([["allow", "subscribe", "eq t/#"]])
        #expect(rules.verdict(.subscribe, topic: "t/#", client: client) == .allow)
        #expect(rules.verdict(.subscribe, topic: "$share/g/t/#", client: client) == .allow)
        #expect(rules.verdict(.subscribe, topic: "t/1", client: client) == .noMatch)
    }

    @Test
    func placeholdersAnywhere() {
        let rules = AuthorizationRules.v5([["allow", "all", "a-${username}-b/${clientid}/+"], ["allow", "all", "${cert_common_name}/#"]])
        #expect(rules.verdict(.publish, topic: "a-username-b/clientid/x", client: client) == .allow)
        #expect(rules.verdict(.publish, topic: "/x", client: client) == .noMatch)
        #expect(rules.verdict(.publish, topic: "cn/x", client: ClientInfo(clientID: "c", commonName: "cn")) == .allow)
    }

    @Test(arguments: ["", "+", "#", "a/b", "a+"])
    func namesThatAreNoLevel(_ name: String) {
        let rules = AuthorizationRules.v5([["allow", "all", "t/${username}/#"]])
        #expect(rules.verdict(.subscribe, topic: "t/\(name)/#", client: ClientInfo(name, "c")) == .noMatch)
    }

    @Test
    func namesAreComparedByBytes() {
        let rules = AuthorizationRules.v5([["allow", "all", "${username}"]])
        #expect(rules.verdict(.publish, topic: "caf\u{E9}", client: ClientInfo("cafe\u{301}", "c")) == .noMatch)
    }

    @Test
    func topicsWithADollar() {
        let rules = AuthorizationRules.v5([["allow", "all", "#"], ["deny", "all", "$SYS/#"]])
        #expect(rules.verdict(.subscribe, topic: "$SYS/#", client: client) == .deny)
        #expect(rules.verdict(.publish, topic: "$share/g/t", client: client) == .noMatch)
    }

    @Test
    func multiLevelSubscriptions() {
        let subscribed = { (rules: AuthorizationRules) in rules.verdict(.subscribe, topic: "t/#", client: client) }
        #expect(subscribed(.v5([["allow", "all", "t/+"]])) == .noMatch)
        #expect(subscribed(.v5([["allow", "all", "t/#"]])) == .allow)
        #expect(subscribed(.v5([["deny", "all", "t/+"], ["allow", "all", "#"]])) == .deny)
    }

    @Test
    func addresses() {
        let rules = AuthorizationRules.v5(
            [["allow", "all", "t", "10.0.0.0/8"], ["deny", "all", "s", "10.0.0.0/8"]],
            columns: ["permission", "action", "topic", "ipaddr"]
        )
        #expect(rules.verdict(.publish, topic: "t", client: ClientInfo("u", "c", "10.1.1.1")) == .allow)
        #expect(rules.verdict(.publish, topic: "t", client: ClientInfo("u", "c", "127.0.0.1")) == .noMatch)
        #expect(rules.verdict(.publish, topic: "t", client: ClientInfo("u", "c", "unknown")) == .noMatch)
        #expect(rules.verdict(.publish, topic: "s", client: ClientInfo("u", "c", "unknown")) == .deny)
    }

    @Test
    func columnsThatAreOnlyForTheQuery() {
        let columns = ["id", "topic", "username", "clientid", "ipaddress", "action", "permission"]
        let rules = AuthorizationRules.v5([["1", "t", "other", "other", "1.1.1.1", "pub", "allow"]], columns: columns)
        #expect(rules.problems.isEmpty)
        #expect(rules.verdict(.publish, topic: "t", client: client) == .allow)
    }

    @Test
    func unknownActions() {
        #expect(AuthorizationRules.v5([["allow", "all", "#"]]).verdict(.unrecognized(7), topic: "t", client: client) == .deny)
    }
}
