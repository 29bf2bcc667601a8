import Testing

@testable import PostgresAuthentication

@Suite("Stored hashes of another algorithm")
struct PasswordHashErrorTests {
    private let password = Array("secret".utf8)
    private let bcryptHash = "$2b$04$abcdefghijklmnopqrstuu2r9OfJnfCsdneAXAGHnS4UpFFP8WIrW"

    @Test(arguments: [
        "", "secret", String(repeating: "0", count: 63), String(repeating: "0", count: 65), String(repeating: "g", count: 64),
    ])
    func notHex(_ hash: String) {
        #expect(throws: PasswordHashError.notHex(digits: 64)) {
            try PasswordAlgorithm.standard.verify(password, against: PasswordHash(hash: hash))
        }
    }

    @Test
    func derivedKeyOfAnotherLength() {
        let algorithm = PasswordAlgorithm.pbkdf2(.sha256, iterations: 1000, keyLength: 20)
        #expect(throws: PasswordHashError.notHex(digits: 40)) {
            try algorithm.verify(password, against: PasswordHash(hash: "a8df", salt: "salt"))
        }
    }

    @Test(
        arguments: [
            "", "secret", "$2x$04$abcdefghijklmnopqrstuu2r9OfJnfCsdneAXAGHnS4UpFFP8WIrW",
            "$2b$04$abcdefghijklmnopqrstuu2r9OfJnfCsdneAXAGHnS4UpFFP8WIr", "$2b$04$abcdefghijklmnopqrstuu2r9OfJnfCsdneAXAGHnS4UpFFP8WIrWW",
            "$2b$+4$abcdefghijklmnopqrstuu2r9OfJnfCsdneAXAGHnS4UpFFP8WIrW", "$2b$04!abcdefghijklmnopqrstuu2r9OfJnfCsdneAXAGHnS4UpFFP8WIrW",
            "$2b$04$abcdefghijklmnopqrstu:2r9OfJnfCsdneAXAGHnS4UpFFP8WIrW", "$2b$04$abcdefghijklmnopqrstuu2r9OfJnfCsdneAXAGHnS4UpFFP8WIr*",
            "5ebe2294ecd0e0f08eab7690d2a6ee69",
        ]
    )
    func notBcrypt(_ hash: String) {
        #expect(throws: PasswordHashError.notBcrypt) {
            try PasswordAlgorithm.bcrypt(.hash, newCost: 4).verify(password, against: PasswordHash(hash: hash))
        }
    }

    @Test(arguments: ["03", "21", "31", "99"])
    func bcryptOfAnAbsurdCost(_ cost: String) {
        let hash = "$2b$\(cost)$" + bcryptHash.dropFirst(7)
        #expect(throws: PasswordHashError.costOutOfRange(Int(cost)!)) {
            try PasswordAlgorithm.bcrypt(.hash, newCost: 4).verify(password, against: PasswordHash(hash: hash))
        }
    }

    @Test(arguments: ["", "salt", "abcdefghijklmnopqrstuu"])
    func notABcryptSalt(_ salt: String) {
        #expect(throws: PasswordHashError.notBcryptSalt) {
            try PasswordAlgorithm.bcrypt(.column, newCost: 4).verify(password, against: PasswordHash(hash: bcryptHash, salt: salt))
        }
    }

    @Test
    func bcryptSaltOfAnotherUser() throws {
        let stored = PasswordHash(hash: bcryptHash, salt: "$2b$04$bbcdefghijklmnopqrstuu")
        #expect(try !PasswordAlgorithm.bcrypt(.column, newCost: 4).verify(password, against: stored))
    }

    @Test
    func nothingShowsAStoredHash() {
        let stored = PasswordHash(hash: "hidden-hash", salt: "hidden-salt")
        var dumped = ""
        dump(stored, to: &dumped)
        #expect(!(dumped + "\(stored)" + String(reflecting: [stored])).contains("hidden"))
    }
}
