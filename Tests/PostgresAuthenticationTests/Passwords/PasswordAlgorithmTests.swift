import Testing

@testable import PostgresAuthentication

@Suite("Configured password algorithms")
struct PasswordAlgorithmTests {
    @Test
    func emqx5() throws {
        #expect(try PasswordAlgorithm(settings: ["name": "sha256"]) == .standard)
        #expect(try PasswordAlgorithm(settings: ["name": "md5", "salt_position": "suffix"]) == .digest(.md5, .suffix))
        #expect(try PasswordAlgorithm(settings: ["name": "plain", "salt_position": "disable"]) == .plain(.disable))
        #expect(try PasswordAlgorithm(settings: ["name": "bcrypt"]) == .bcrypt(.hash, newCost: 10))
        #expect(try PasswordAlgorithm(settings: ["name": "bcrypt", "salt_rounds": "5"]) == .bcrypt(.hash, newCost: 5))
    }

    @Test
    func pbkdf2OfEMQX5() throws {
        let settings = ["name": "pbkdf2", "mac_fun": "sha384", "iterations": "4096"]
        #expect(try PasswordAlgorithm(settings: settings) == .pbkdf2(.sha384, iterations: 4096, keyLength: 48))
        let shorter = settings.merging(["dk_length": "20"]) { $1 }
        #expect(try PasswordAlgorithm(settings: shorter) == .pbkdf2(.sha384, iterations: 4096, keyLength: 20))
    }

    @Test(
        arguments: [
            ([:], .missingSetting("name")),
            (["name": "pbkdf2", "iterations": "1"], .missingSetting("mac_fun")),
            (["name": "pbkdf2", "mac_fun": "sha"], .missingSetting("iterations")),
            (["name": "sha384"], .invalidSetting(name: "name", value: "sha384")),
            (["name": "SHA256"], .invalidSetting(name: "name", value: "SHA256")),
            (["name": "sha", "salt_position": "front"], .invalidSetting(name: "salt_position", value: "front")),
            (["name": "bcrypt", "salt_rounds": "21"], .invalidSetting(name: "salt_rounds", value: "21")),
            (["name": "bcrypt", "salt_position": "prefix"], .unexpectedSetting("salt_position")),
            (["name": "sha", "iterations": "1"], .unexpectedSetting("iterations")),
            (["name": "pbkdf2", "mac_fun": "sha3", "iterations": "1"], .invalidSetting(name: "mac_fun", value: "sha3")),
            (["name": "pbkdf2", "mac_fun": "sha", "iterations": "0"], .invalidSetting(name: "iterations", value: "0")),
            (["name": "pbkdf2", "mac_fun": "sha", "iterations": "1", "dk_length": "x"], .invalidSetting(name: "dk_length", value: "x")),
        ] as [([String: String], PasswordAlgorithmError)]
    )
    func emqx5Errors(_ settings: [String: String], _ error: PasswordAlgorithmError) {
        #expect(throws: error) { try PasswordAlgorithm(settings: settings) }
    }

    @Test(
        arguments: [
            ("plain", .plain(.disable)), ("md5", .digest(.md5, .disable)), ("sha", .digest(.sha, .disable)),
            ("sha256", .digest(.sha256, .disable)), ("sha512", .digest(.sha512, .disable)), ("salt,plain", .plain(.prefix)),
            ("plain,salt", .plain(.suffix)), ("salt,sha256", .digest(.sha256, .prefix)), ("sha256,salt", .digest(.sha256, .suffix)),
            ("salt, sha512", .digest(.sha512, .prefix)), (" md5 , salt ", .digest(.md5, .suffix)), ("bcrypt", .bcrypt(.hash, newCost: 10)),
            ("salt,bcrypt", .bcrypt(.column, newCost: 10)), ("bcrypt,salt", .bcrypt(.column, newCost: 10)),
            ("pbkdf2,sha256,1000,20", .pbkdf2(.sha256, iterations: 1000, keyLength: 20)),
        ] as [(String, PasswordAlgorithm)]
    )
    func emqx4(_ text: String, _ algorithm: PasswordAlgorithm) throws {
        #expect(try PasswordAlgorithm(emqx4: text) == algorithm)
    }

    @Test(arguments: [
        "", "salt", "salt,salt", "sha384", "salt,sha256,salt", "pbkdf2", "pbkdf2,sha256,1000", "salt,pbkdf2", "sha256,", ",sha",
    ])
    func emqx4Errors(_ text: String) {
        #expect(throws: PasswordAlgorithmError.invalidDescription(text)) { try PasswordAlgorithm(emqx4: text) }
    }

    @Test
    func emqx4PBKDF2Errors() {
        #expect(throws: PasswordAlgorithmError.invalidSetting(name: "iterations", value: "many")) {
            try PasswordAlgorithm(emqx4: "pbkdf2,sha256,many,20")
        }
    }

    @Test(arguments: DigestFunction.allCases.filter { $0 != .md4 })
    func available(_ function: DigestFunction) {
        #expect(function.isAvailable)
    }

    @Test(.disabled(if: DigestFunction.md4.isAvailable, "the legacy provider is on"))
    func md4IsRefusedWithoutTheLegacyProvider() {
        #expect(throws: PasswordAlgorithmError.unavailable(.md4)) { try PasswordAlgorithm(emqx4: "pbkdf2,md4,1,16") }
    }
}
