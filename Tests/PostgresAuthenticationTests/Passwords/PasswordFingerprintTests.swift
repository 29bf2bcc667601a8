import PostgresAuthentication
import Testing

@Suite("Fingerprints of passwords")
struct PasswordFingerprintTests {
    @Test("The same password has the same, another one or another key hasn't")
    func comparison() throws {
        let key = PasswordFingerprint.Key()
        let secret = try #require(PasswordFingerprint(Array("secret".utf8), key: key))
        #expect(secret.isSame(as: try #require(PasswordFingerprint(Array("secret".utf8), key: key))))
        #expect(!secret.isSame(as: try #require(PasswordFingerprint(Array("secret\0".utf8), key: key))))
        #expect(!secret.isSame(as: try #require(PasswordFingerprint(Array("secret".utf8), key: PasswordFingerprint.Key()))))
        #expect("\(secret)" == "PasswordFingerprint")
        #expect(Mirror(reflecting: secret).children.isEmpty)
    }
}
