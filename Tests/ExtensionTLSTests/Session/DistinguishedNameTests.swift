import CExtensionOpenSSL
import Testing

@testable import ExtensionTLS

/// How EMQX writes names, see esockd's `esockd_ssl`.
@Suite struct DistinguishedNameTests {
    /// `isJoined` puts an attribute into the element of the one before it.
    private func name(_ attributes: [(type: String, value: String, isJoined: Bool)]) -> DistinguishedName {
        let name = X509_NAME_new()
        defer { X509_NAME_free(name) }
        for (type, value, isJoined) in attributes {
            let bytes = Array(value.utf8)
            X509_NAME_add_entry_by_txt(name, type, MBSTRING_UTF8, bytes, Int32(bytes.count), -1, isJoined ? -1 : 0)
        }
        return DistinguishedName(name)
    }

    @Test func generalComesLast() {
        let name = name([("C", "DE", false), ("O", "Acme", false), ("CN", "device-1", false)])
        #expect(name.description == "CN=device-1,O=Acme,C=DE")
        #expect(name.commonName == "device-1")
    }

    @Test func attributesOfOneElementAreJoined() {
        #expect(name([("C", "DE", false), ("CN", "a", false), ("UID", "b", true)]).description == "CN=a+UID=b,C=DE")
    }

    @Test(arguments: [
        (" x ", "\\ x\\ "), ("#1", "\\#1"), ("a#b", "a#b"), ("a,b+c", "a\\,b\\+c"), ("<\">;\\", "\\<\\\"\\>\\;\\\\"), ("a=b", "a=b"),
        ("é", "\\C3\\A9"), ("~", "\\7E"), ("\t", "\\09"),
    ])
    func values(value: String, escaped: String) {
        #expect(name([("CN", value, false)]).description == "CN=\(escaped)")
        #expect(name([("CN", value, false)]).commonName == value)
    }

    @Test func unknownAttributesGoByTheirDigits() {
        #expect(name([("dnQualifier", "q", false)]).description == "2.5.4.46=q")
        #expect(name([("emailAddress", "a@b", false), ("DC", "org", false)]).description == "DC=org,EMAILADDRESS=a@b")
    }

    @Test func severalCommonNames() {
        #expect(name([("CN", "a", false), ("CN", "b", false)]).commonName == "a,b")
        #expect(name([("O", "a", false)]).commonName == nil)
        #expect(name([]).description == "")
    }
}
