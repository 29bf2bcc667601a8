import Testing

@testable import PostgresAuthentication

@Suite("Hashes of new passwords")
struct PasswordHashingTests {
    static let algorithms: [PasswordAlgorithm] = [
        .plain(.disable), .plain(.prefix), .plain(.suffix), .digest(.md5, .disable), .digest(.sha, .prefix), .digest(.sha256, .suffix),
        .digest(.sha512, .prefix), .bcrypt(.hash, newCost: 4), .bcrypt(.column, newCost: 5),
        .pbkdf2(.ripemd160, iterations: 3, keyLength: 20),
        .pbkdf2(.sha224, iterations: 1, keyLength: 7), .pbkdf2(.sha384, iterations: 2, keyLength: 100),
    ]

    @Test(arguments: algorithms)
    func verifies(_ algorithm: PasswordAlgorithm) throws {
        let stored = try algorithm.makeHash(Array("secret".utf8))
        #expect(try algorithm.verify(Array("secret".utf8), against: stored))
        #expect(try !algorithm.verify(Array("Secret".utf8), against: stored))
    }

    @Test(arguments: algorithms.filter { ![.plain(.disable), .digest(.md5, .disable)].contains($0) })
    func saltsDiffer(_ algorithm: PasswordAlgorithm) throws {
        #expect(try algorithm.makeHash(Array("secret".utf8)).hash != algorithm.makeHash(Array("secret".utf8)).hash)
    }

    @Test(arguments: algorithms)
    func fitTheColumnOfEMQX4(_ algorithm: PasswordAlgorithm) throws {
        #expect(try algorithm.makeHash(Array("secret".utf8)).salt.utf8.count <= 40)
    }

    @Test
    func bcryptText() throws {
        let stored = try PasswordAlgorithm.bcrypt(.column, newCost: 5).makeHash(Array("secret".utf8))
        #expect(stored.hash.hasPrefix("$2b$05$"))
        #expect(stored.salt == String(stored.hash.prefix(29)))
        #expect(try PasswordAlgorithm.bcrypt(.hash, newCost: 5).makeHash(Array("secret".utf8)).salt.isEmpty)
    }

    @Test
    func bcryptRefusesWhatItWouldCut() {
        let algorithm = PasswordAlgorithm.bcrypt(.hash, newCost: 4)
        #expect(throws: PasswordHashError.passwordNotForBcrypt) { try algorithm.makeHash([UInt8](repeating: 0x78, count: 73)) }
        #expect(throws: PasswordHashError.passwordNotForBcrypt) { try algorithm.makeHash([0x78, 0, 0x78]) }
    }

    @Test(arguments: algorithms)
    func decoyIsOfTheAlgorithm(_ algorithm: PasswordAlgorithm) throws {
        #expect(try !algorithm.verify(Array("secret".utf8), against: algorithm.decoy()))
        #expect(try !algorithm.verify(Array("secret".utf8), against: algorithm.decoy(like: algorithm.makeHash(Array("secret".utf8)))))
    }

    @Test(arguments: [BcryptSaltSource.hash, .column])
    func decoyHasTheCostOfItsModel(_ source: BcryptSaltSource) throws {
        let algorithm = PasswordAlgorithm.bcrypt(source, newCost: 10)
        let model = try PasswordAlgorithm.bcrypt(source, newCost: 4).makeHash(Array("secret".utf8))
        #expect(algorithm.decoy(like: model).hash.hasPrefix("$2b$04$"))
        #expect(algorithm.decoy().hash.hasPrefix("$2b$10$"))
        #expect(algorithm.decoy(like: PasswordHash(hash: "broken", salt: "broken")).hash.hasPrefix("$2b$10$"))
    }
}
