import Testing

@testable import PostgresAuthentication

@Suite("Stored password hashes")
struct PasswordVectorTests {
    static let all = HashVector.digests + HashVector.bcrypt + HashVector.pbkdf2 + HashVector.emqx

    @Test(arguments: all)
    func passwordMatches(_ vector: HashVector) throws {
        #expect(try vector.algorithm.verify(Array(vector.password.utf8), against: vector.stored))
    }

    /// The hash of cost 16 takes seconds: once is enough.
    @Test(arguments: all.filter { !$0.stored.hash.hasPrefix("$2y$16$") })
    func otherPasswordsDoNot(_ vector: HashVector) throws {
        for password in [vector.password.uppercasedFirst, vector.password + "x", ""] {
            #expect(try !vector.algorithm.verify(Array(password.utf8), against: vector.stored))
        }
    }

    @Test(arguments: HashVector.digests.filter { !$0.stored.salt.isEmpty } + HashVector.pbkdf2)
    func otherSaltsDoNot(_ vector: HashVector) throws {
        let stored = PasswordHash(hash: vector.stored.hash, salt: "Salt")
        #expect(try !vector.algorithm.verify(Array(vector.password.utf8), against: stored))
    }

    @Test(arguments: HashVector.digests.dropFirst(3) + HashVector.pbkdf2)
    func hexOfEitherCase(_ vector: HashVector) throws {
        let stored = PasswordHash(hash: vector.stored.hash.uppercased(), salt: vector.stored.salt)
        #expect(try vector.algorithm.verify(Array(vector.password.utf8), against: stored))
    }

    @Test(arguments: HashVector.bcrypt)
    func bcryptReadsTheSaltFromTheHash(_ vector: HashVector) throws {
        let stored = PasswordHash(hash: vector.stored.hash, salt: "anything")
        #expect(try PasswordAlgorithm.bcrypt(.hash, newCost: 4).verify(Array("secret".utf8), against: stored))
    }

    @Test
    func plainIsExact() throws {
        let stored = PasswordHash(hash: "secret")
        #expect(try !PasswordAlgorithm.plain(.disable).verify(Array("Secret".utf8), against: stored))
        #expect(try !PasswordAlgorithm.plain(.disable).verify(Array("secret ".utf8), against: stored))
        let composed = PasswordHash(hash: "caf\u{E9}")
        #expect(try !PasswordAlgorithm.plain(.disable).verify(Array("cafe\u{301}".utf8), against: composed))
    }

    @Test
    func bcryptNeverMatchesNUL() throws {
        for vector in HashVector.bcrypt {
            #expect(try !vector.algorithm.verify(Array("secret\0".utf8), against: vector.stored))
            #expect(try !vector.algorithm.verify(Array("secret\0more".utf8), against: vector.stored))
        }
    }

    @Test
    func bcryptReadsSeventyTwoBytes() throws {
        let algorithm = PasswordAlgorithm.bcrypt(.hash, newCost: 4)
        let password = [UInt8](repeating: 0x78, count: 72)
        let stored = try algorithm.makeHash(password)
        #expect(try algorithm.verify(password + [0x79], against: stored))
        #expect(try algorithm.verify(password + [UInt8](repeating: 0x79, count: 65_000), against: stored))
        #expect(try !algorithm.verify(password.dropLast() + [0x79], against: stored))
    }

    @Test
    func bytesThatAreNotText() throws {
        let password: [UInt8] = [0xff, 0x80, 0xc3, 0x01]
        for algorithm in [PasswordAlgorithm.bcrypt(.hash, newCost: 4), .standard, .pbkdf2(.sha512, iterations: 2, keyLength: 64)] {
            let stored = try algorithm.makeHash(password)
            #expect(try algorithm.verify(password, against: stored))
            #expect(try !algorithm.verify([0xff, 0x80, 0xc3, 0x02], against: stored))
        }
    }
}

extension String {
    fileprivate var uppercasedFirst: String { prefix(1).uppercased() + dropFirst() }
}
