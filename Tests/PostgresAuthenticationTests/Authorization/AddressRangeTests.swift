import ExtensionProtocol
import Testing

@testable import PostgresAuthentication

@Suite("Addresses and CIDR blocks")
struct AddressRangeTests {
    @Test(
        arguments: [
            ("127.0.0.1", "127.0.0.1"), ("10.0.0.0/8", "10.255.255.255"), ("10.1.2.3/8", "10.9.9.9"), ("0.0.0.0/0", "1.2.3.4"),
            ("192.168.4.0/22", "192.168.7.255"), ("10.0.0.1/32", "10.0.0.1"), ("::1", "0:0::1"), ("fd00::/8", "fdff::1"),
            ("2001:db8::/33", "2001:db8:7fff::1"), ("::/0", "fe80::1"), ("fe80::/10", "fe80::1%eth0"), ("10.0.0.0/8", "::ffff:10.0.0.1"),
            ("::ffff:10.0.0.0/104", "10.1.1.1"), ("::ffff:10.0.0.1", "10.0.0.1"),
        ]
    )
    func contains(_ range: String, _ address: String) throws {
        #expect(try #require(AddressRange(range)).contains(#require(IPAddress(address))))
    }

    @Test(
        arguments: [
            ("127.0.0.1", "127.0.0.2"), ("10.0.0.0/8", "11.0.0.0"), ("192.168.4.0/22", "192.168.8.0"), ("::1", "::2"),
            ("fd00::/8", "fe00::1"),
            ("2001:db8::/33", "2001:db8:8000::1"), ("::/0", "1.2.3.4"), ("0.0.0.0/0", "::1"), ("10.0.0.1/31", "10.0.0.2"),
        ]
    )
    func doesNotContain(_ range: String, _ address: String) throws {
        #expect(try !#require(AddressRange(range)).contains(#require(IPAddress(address))))
    }

    @Test(
        arguments: [
            "", "localhost", "10.0.0", "10.0.0.256", "10.0.0.0/33", "10.0.0.0/", "10.0.0.0/-1", "10.0.0.0/+8", "10.0.0.0/8/8", "::1/129",
            "1::2::3",
            "127.0.0.1\0", "/8", " 10.0.0.1", "10.0.0.0/99999999999999999999",
        ]
    )
    func isNone(_ text: String) {
        #expect(AddressRange(text) == nil)
    }
}
