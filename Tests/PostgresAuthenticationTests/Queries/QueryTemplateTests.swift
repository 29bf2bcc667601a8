import ExtensionProtocol
import Testing

@testable import PostgresAuthentication

@Suite("Query templates")
struct QueryTemplateTests {
    private let client = ClientInfo(
        clientID: "c1",
        username: "u1",
        password: "p1",
        peerHost: "10.0.0.1",
        commonName: "cn",
        distinguishedName: "CN=cn",
        peerPort: 4711
    )

    private func template(_ text: String, _ scope: PlaceholderScope = .authenticationQuery) -> QueryTemplate {
        QueryTemplate(text, convention: .v5, scope: scope)
    }

    @Test
    func documentedQueryOfEMQX5() {
        let query = template("SELECT password_hash, salt, is_superuser FROM mqtt_user WHERE username = ${username} LIMIT 1")
        #expect(query.sql == "SELECT password_hash, salt, is_superuser FROM mqtt_user WHERE username = $1 LIMIT 1")
        #expect(query.parameters == [.username])
        #expect(query.problems.isEmpty)
        #expect(query.values(for: client) == ["u1"])
    }

    @Test
    func everyPlaceholder() {
        let query = template(
            "${username} ${clientid} ${password} ${peerhost} ${peerport} ${cert_common_name} ${cert_subject} ${username}"
        )
        #expect(query.sql == "$1 $2 $3 $4 $5 $6 $7 $8")
        #expect(query.values(for: client) == ["u1", "c1", "p1", "10.0.0.1", "4711", "cn", "CN=cn", "u1"])
        #expect(query.values(for: ClientInfo(clientID: "c")) == ["", "c", "", "", "", "", "", ""])
    }

    @Test
    func valuesNeverBecomeSQL() {
        let name = "'; DROP TABLE mqtt_user; -- ${password} '%u' $1"
        let query = template("SELECT 1 WHERE username = ${username}")
        #expect(query.sql == "SELECT 1 WHERE username = $1")
        #expect(query.values(for: ClientInfo(clientID: "c", username: name)) == [name])
    }

    @Test(
        arguments: [
            ("a = \"${username}\"", "a = $1"), ("a = '${username}'", "a = $1"), ("\"${username}\" \"${clientid}\"", "$1 $2"),
            ("f(\"x\",${username},\"y\")", "f(\"x\",$1,\"y\")"), ("\"${username}'", "\"$1'"), ("\"${username}", "\"$1"),
            ("'${username}${clientid}'", "'$1$2'"),
        ]
    )
    func quotes(_ text: String, _ sql: String) {
        #expect(template(text).sql == sql)
    }

    @Test(
        arguments: [
            ("${$}{username}", "${username}"), ("${$}1", "$1"), ("$$ body $$", "$$ body $$"), ("${", "${"), ("${}", "${}"), ("$", "$"),
            ("${user name}", "${user name}"), ("${$", "${$"), ("$${username}", "$$1"), ("${username", "${username"), ("", ""),
            ("{username}", "{username}"), ("'%u'", "'%u'"), ("é${username}\u{301}", "é$1\u{301}"),
        ]
    )
    func otherText(_ text: String, _ sql: String) {
        let query = template(text)
        #expect(query.sql.utf8.elementsEqual(sql.utf8))
        #expect(query.problems.isEmpty)
    }

    @Test
    func unknownPlaceholdersStay() {
        let query = template("a = ${topic} AND b = ${username} AND c = ${password}", .authorizationQuery)
        #expect(query.sql == "a = ${topic} AND b = $1 AND c = ${password}")
        #expect(query.problems == [.unknownPlaceholder("topic"), .unknownPlaceholder("password")])
    }

    @Test
    func unavailablePlaceholdersAreEmpty() {
        let query = template("a = ${zone} AND b = ${client_attrs.tenant}", .authorizationQuery)
        #expect(query.sql == "a = $1 AND b = $2")
        #expect(query.problems == [.unavailablePlaceholder("zone"), .unavailablePlaceholder("client_attrs.tenant")])
        #expect(query.values(for: client) == ["", ""])
    }

    @Test
    func documentedQueryOfEMQX4() {
        let text = """
            select allow, ipaddr, username, clientid, access, topic from mqtt_acl
             where ipaddr = '%a' or username = '%u' or username = '$all' or clientid = '%c'
            """
        let query = QueryTemplate(text, convention: .v4, scope: .authorizationQuery)
        #expect(query.sql.hasSuffix("where ipaddr = $1 or username = $2 or username = '$all' or clientid = $3"))
        #expect(query.values(for: client) == ["10.0.0.1", "u1", "c1"])
    }

    @Test
    func otherTextOfEMQX4() {
        let query = QueryTemplate("'%C' '%d' '%x' %u '%uu' a % 2 '' '%u", convention: .v4, scope: .authenticationQuery)
        #expect(query.sql == "$1 $2 '%x' %u '%uu' a % 2 '' '%u")
        #expect(query.parameters == [.commonName, .subject])
    }
}
