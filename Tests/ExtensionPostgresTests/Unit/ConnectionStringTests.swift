import Testing

@testable import ExtensionPostgres

@Suite("Connection strings")
struct ConnectionStringTests {
    private static let secret = "tops3cret"

    @Test(
        "Are libpq's, and print without passwords",
        arguments: [
            "postgresql://anna:tops3cret@db1:5432,db2:5433/plants?sslmode=require&sslpassword=tops3cret",
            "host=db1,db2 port=5432,5433 user=anna password=tops3cret dbname=plants sslmode=require sslpassword=tops3cret",
        ]
    )
    func printing(text: String) throws {
        let string = try PostgresConnectionString(text)
        #expect("\(string)" == "host=db1,db2 port=5432,5433 dbname=plants user=anna sslmode=require")
        var dumped = ""
        dump(PostgresPoolConfiguration(string), to: &dumped)
        dumped += String(reflecting: string) + String(reflecting: PostgresPoolConfiguration(string))
        #expect(!dumped.contains(Self.secret))
        #expect(string.redacted("no \(Self.secret)!") == "no ***!")
    }

    @Test(
        "Those that libpq can't read, or reads wrongly, are refused without being quoted",
        arguments: [
            "postgresql://anna:tops3cret@[db",
            "host=db password=very tops3cret",
            "postgresql://anna:tops3cret@ret@db/plants",
            "postgresql://anna:tops3cret/ret@db/plants",
            "postgresql://anna:pa/tops3cret@db/plants",
            "tops3cret=1",
        ]
    )
    func refused(text: String) {
        let error = #expect(throws: PostgresError.self) { try PostgresConnectionString(text) }
        #expect(error.map { "\($0)" }?.hasPrefix("the connection string isn't valid: write a postgresql:// URI") == true)
        #expect(error.map { "\($0)".contains(Self.secret) } == false)
    }

    @Test("What the string says comes before the pool's defaults; the encoding is always UTF-8")
    func parameters() throws {
        let string = try PostgresConnectionString("host=a connect_timeout=9 client_encoding=LATIN1")
        let pairs = string.parameters(defaults: ["connect_timeout": "5", "fallback_application_name": "x"])
        let found = Dictionary(uniqueKeysWithValues: pairs.map { ($0.keyword, $0.value) })
        #expect(found == ["host": "a", "connect_timeout": "9", "fallback_application_name": "x", "client_encoding": "UTF8"])
    }
}
