import PostgresAuthentication
import Testing

@Suite("Blocks of addresses")
struct AddressBlockTests {
    @Test(
        "What counts as one",
        arguments: [
            ("10.0.0.1", "10.0.0.1", true), ("10.0.0.1", "10.0.0.2", false), ("10.0.0.1", "::ffff:10.0.0.1", true),
            ("::ffff:10.0.0.1", "::ffff:10.0.0.2", false), ("2001:db8::1", "2001:db8::ffff:1", true),
            ("2001:db8:0:1::1", "2001:db8:0:2::1", false), ("gateway", "gateway", true), ("gateway", "other", false),
        ]
    )
    func sameness(_ first: String, _ second: String, _ isSame: Bool) {
        #expect((AddressBlock(of: first) == AddressBlock(of: second)) == isSame)
    }
}
