import ExtensionPostgres
import PostgresPeer
import Testing

@Suite("PostgreSQL: types", .timeLimit(.minutes(1)))
struct TypeTests {
    private static let uuid = PostgresUUID(high: 0x0123_4567_89AB_CDEF, low: 0x0011_2233_4455_6677)
    private static let instant = PostgresTimestamp(microsecondsSince1970: 1_700_000_000_123_456)

    /// Each parameter, and how psql prints it.
    private static let scalars: [(PostgresParameter, type: String, text: String)] = [
        (.value(true), "bool", "true"),
        (.value(Int16.min), "int2", "-32768"),
        (.value(Int32.max), "int4", "2147483647"),
        (.value(Int64.min), "int8", "-9223372036854775808"),
        (.value(7), "int8", "7"),
        (.value(-1.5), "float8", "-1.5"),
        (.value("it's \"温室\" \\ $1"), "text", "it's \"温室\" \\ $1"),
        (.value(""), "text", ""),
        (.value([0, 255, 39] as [UInt8]), "bytea", "\\x00ff27"),
        (.value([] as [UInt8]), "bytea", "\\x"),
        (.value(uuid), "uuid", "01234567-89ab-cdef-0011-223344556677"),
        (.value(instant), "timestamptz", "2023-11-14 22:13:20.123456+00"),
        (.value(PostgresTimestamp(microsecondsSince1970: .max)), "timestamptz", "infinity"),
        (.array([true, nil]), "bool[]", "{t,NULL}"),
        (.array([Int16(1), nil]), "int2[]", "{1,NULL}"),
        (.array([Int32(-1)]), "int4[]", "{-1}"),
        (.array([Int64.max, nil]), "int8[]", "{9223372036854775807,NULL}"),
        (.array([0.25]), "float8[]", "{0.25}"),
        (.array(["a,b", nil, "", "NULL", "\"\\"]), "text[]", #"{"a,b",NULL,"","NULL","\"\\"}"#),
        (.array([[1, 2], nil] as [[UInt8]?]), "bytea[]", #"{"\\x0102",NULL}"#),
        (.array([uuid]), "uuid[]", "{01234567-89ab-cdef-0011-223344556677}"),
        (.array([instant]), "timestamptz[]", #"{"2023-11-14 22:13:20.123456+00"}"#),
        (.array([] as [String?]), "text[]", "{}"),
    ]

    @Test("The server stores every parameter as psql then shows it")
    func parametersAsPsqlSeesThem() async throws {
        let cluster = try await PrivateCluster.shared.value
        try await withPool { pool in
            try await withTable("id int, value text", in: pool) { table in
                for (id, (parameter, type, _)) in Self.scalars.enumerated() {
                    let sql = "INSERT INTO \(table) SELECT \(id), ($1::\(type))::text"
                    try await pool.transaction { transaction in
                        try await transaction.execute("SET LOCAL TimeZone = 'UTC'")
                        try await transaction.execute(PostgresStatement(sql), [parameter])
                    }
                }
                let seen = try await cluster.psql("SELECT value FROM \(table) ORDER BY id").split(
                    separator: "\n",
                    omittingEmptySubsequences: false
                )
                #expect(seen.map(String.init) == Self.scalars.map(\.text))
            }
        }
    }

    @Test("Values come back as they went", arguments: [true, false])
    func roundTrip(isPrepared: Bool) async throws {
        try await withPool { pool in
            #expect(try await echo(true, "bool", pool, isPrepared) == true)
            #expect(try await echo(Int16(-2), "int2", pool, isPrepared) == -2)
            #expect(try await echo(Int32.min, "int4", pool, isPrepared) == .min)
            #expect(try await echo(Int64.max, "int8", pool, isPrepared) == .max)
            #expect(try await echo(Double.pi, "float8", pool, isPrepared) == .pi)
            #expect(try await echo([0, 1, 255] as [UInt8], "bytea", pool, isPrepared) == [0, 1, 255])
            #expect(try await echo(Self.uuid, "uuid", pool, isPrepared) == Self.uuid)
            #expect(try await echo(Self.instant, "timestamptz", pool, isPrepared) == Self.instant)
            let rows = try await pool.query("SELECT $1::text", [.value("温室 🌱")])
            #expect(try rows[0].decode(0) == "温室 🌱")
        }
    }

    private func echo<Value: PostgresScalar>(
        _ value: Value,
        _ type: String,
        _ pool: PostgresPool,
        _ isPrepared: Bool
    ) async throws -> Value? {
        let statement = PostgresStatement("SELECT $1::\(type) AS value, $2::\(type) AS nothing", isPrepared: isPrepared)
        let rows = try await pool.query(statement, [.value(value), .value(nil as Value?)])
        #expect(try rows[0].decodeIfPresent("nothing", as: Value.self) == nil)
        return try rows[0].decode("value")
    }

    @Test("Arrays come back as they went")
    func arrays() async throws {
        try await withPool { pool in
            let rows = try await pool.query(
                "SELECT $1::int8[] AS numbers, $2::text[] AS texts, $3::bytea[] AS bytes, $4::uuid[] AS nothing",
                [.array([Int64(1), nil]), .array(["a", nil, ""]), .array([[7], nil] as [[UInt8]?]), .array(nil as [PostgresUUID?]?)]
            )
            #expect(try rows[0].decodeArrayIfPresent("numbers", of: Int64.self) == [1, nil])
            #expect(try rows[0].decodeArrayIfPresent("texts", of: String.self) == ["a", nil, ""])
            #expect(try rows[0].decodeArrayIfPresent("bytes", of: [UInt8].self) == [[7], nil])
            #expect(try rows[0].decodeArrayIfPresent("nothing", of: PostgresUUID.self) == nil)
        }
    }

    @Test("Text results read columns of any type")
    func textResults() async throws {
        try await withPool { pool in
            let statement = PostgresStatement(
                "SELECT 1::int2 AS i, true AS b, '{1,2}'::int[] AS a, '10.0.0.1'::inet AS n",
                resultFormat: .text
            )
            let row = try await pool.query(statement)[0]
            #expect(try ["i", "b", "a", "n"].map { try row.decode($0, as: String.self) } == ["1", "t", "{1,2}", "10.0.0.1"])
            let error = #expect(throws: PostgresError.self) { try row.decode("i", as: Int.self) }
            #expect(error == .column(name: "i", found: "int2 as text", wanted: "Int"))
        }
    }

    @Test("A text parameter takes the type of its place: enum, inet, number")
    func inferredText() async throws {
        try await withPool { pool in
            try await pool.execute("CREATE TYPE pg_temp.mood AS ENUM ('happy', 'sad')")
            let rows = try await pool.query(
                "SELECT 'sad'::pg_temp.mood = $1 AND '10.0.0.1'::inet << $2 AND 3 = $3 AS same",
                [.value("sad"), .value("10.0.0.0/8"), .value("3")]
            )
            #expect(try rows[0].decode("same"))
        }
    }

    @Test("An error names the column, its type and the wanted type")
    func columnErrors() async throws {
        try await withPool { pool in
            let row = try await pool.query("SELECT 5::int8 AS big, NULL::text AS nothing, '{1}'::int4[] AS list")[0]
            #expect(throws: PostgresError.column(name: "big", found: "int8", wanted: "Int32")) { try row.decode("big", as: Int32.self) }
            #expect(throws: PostgresError.column(name: "nothing", found: "NULL", wanted: "String")) {
                try row.decode("nothing", as: String.self)
            }
            #expect(throws: PostgresError.column(name: "list", found: "int4[]", wanted: "[String]")) {
                try row.decodeArrayIfPresent("list", of: String.self)
            }
            #expect(throws: PostgresError.column(name: "salt", found: "no such column", wanted: "one of that name")) {
                try row.decode("salt", as: String.self)
            }
            #expect(throws: PostgresError.column(name: "3", found: "3 columns", wanted: "one at that index")) {
                try row.decode(3, as: Int.self)
            }
        }
    }

    @Test("A value is never SQL")
    func injection() async throws {
        try await withPool { pool in
            try await withTable("name text", in: pool) { table in
                let attempt = "'); DROP TABLE \(table); --"
                try await pool.execute(PostgresStatement("INSERT INTO \(table) VALUES ($1)"), [.value(attempt)])
                #expect(try await pool.query(PostgresStatement("SELECT name FROM \(table)"))[0].decode(0) == attempt)
            }
        }
    }
}
