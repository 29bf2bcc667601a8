import Testing

@testable import PostgresAuthentication

@Suite("Superusers")
struct TableConventionTests {
    @Test(arguments: ["t", "true", "1", "2", "42"])
    func superuserOfEMQX5(_ cell: String) {
        #expect(TableConvention.v5.isSuperuser(cell))
    }

    @Test(arguments: ["f", "false", "0", "-1", "", "val", "TRUE", "1.5", nil])
    func notOfEMQX5(_ cell: String?) {
        #expect(!TableConvention.v5.isSuperuser(cell))
    }

    @Test(arguments: ["f", "1", "true", "", nil])
    func booleanAloneInEMQX4(_ cell: String?) {
        #expect(TableConvention.v4.isSuperuser("t"))
        #expect(!TableConvention.v4.isSuperuser(cell))
    }
}
