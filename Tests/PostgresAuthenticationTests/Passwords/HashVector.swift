@testable import PostgresAuthentication

/// A hash that a table holds, and what made it.
struct HashVector: Sendable {
    let algorithm: PasswordAlgorithm
    let password: String
    let stored: PasswordHash

    init(_ algorithm: PasswordAlgorithm, _ password: String, salt: String = "", _ hash: String) {
        self.algorithm = algorithm
        self.password = password
        self.stored = PasswordHash(hash: hash, salt: salt)
    }
}

extension HashVector {
    /// Digests with the salt left out, in front and behind.
    static let digests: [HashVector] = [
        HashVector(.plain(.disable), "secret", "secret"),
        HashVector(.plain(.prefix), "secret", salt: "salt", "saltsecret"),
        HashVector(.plain(.suffix), "secret", salt: "salt", "secretsalt"),
        HashVector(.digest(.md5, .disable), "secret", "5ebe2294ecd0e0f08eab7690d2a6ee69"),
        HashVector(.digest(.md5, .prefix), "secret", salt: "salt", "d42a0f742ffc1be4e1cc0845c2429c97"),
        HashVector(.digest(.md5, .suffix), "secret", salt: "salt", "99cd2e5a95d555ee7be3b038a4a84625"),
        HashVector(.digest(.sha, .disable), "secret", "e5e9fa1ba31ecd1ae84f75caaa474f3a663f05f4"),
        HashVector(.digest(.sha, .prefix), "secret", salt: "salt", "da00ec2e6ff9ed4d342b24a16e262c82f3c8b10b"),
        HashVector(.digest(.sha, .suffix), "secret", salt: "salt", "8152bc582f58c854f580cb101d3182813dec4afe"),
        HashVector(.digest(.sha256, .disable), "secret", "2bb80d537b1da3e38bd30361aa855686bde0eacd7162fef6a25fe97bf527a25b"),
        HashVector(.digest(.sha256, .prefix), "secret", salt: "salt", "bede90386d450cea8b77b822f8887065e4e5abf132c2f9dccfcc7fbd4cba5e35"),
        HashVector(.digest(.sha256, .suffix), "secret", salt: "salt", "f84fa2149dbb62ed4e0cf1f550d2949b33a6513d3a7707e08502511c79ccb0ee"),
        HashVector(
            .digest(.sha512, .disable),
            "secret",
            "bd2b1aaf7ef4f09be9f52ce2d8d599674d81aa9d6a4421696dc4d93dd0619d68"
                + "2ce56b4d64a9ef097761ced99e0f67265b5f76085e5b0ee7ca4696b2ad6fe2b2",
        ),
        HashVector(
            .digest(.sha512, .prefix),
            "secret",
            salt: "salt",
            "9901847ff8c76bd5fb473b7bd2e4f4ddd110332a52a888fd69deb276613885dd"
                + "f382e5cf1210ed0decdb8010ae3994331a9e0639c3ca7e9e8b110dd50978ce76",
        ),
        HashVector(
            .digest(.sha512, .suffix),
            "secret",
            salt: "salt",
            "138f75cab47d01d0a813badb38f612dc46604ae669544eb9003f71928d3cb3a7"
                + "e5a0d7ac63f6697bdccc56f2e2c784b616241227df5122436f847a2634ef6e2f",
        ),
    ]

    /// Computed with the bcrypt package of Python; the salt column is that of EMQX 4.x.
    static let bcrypt: [HashVector] = [
        HashVector(
            .bcrypt(.column, newCost: 4),
            "secret",
            salt: "$2b$04$abcdefghijklmnopqrstuu",
            "$2b$04$abcdefghijklmnopqrstuu2r9OfJnfCsdneAXAGHnS4UpFFP8WIrW"
        ),
        HashVector(
            .bcrypt(.column, newCost: 4),
            "secret",
            salt: "$2a$04$abcdefghijklmnopqrstuu",
            "$2a$04$abcdefghijklmnopqrstuu2r9OfJnfCsdneAXAGHnS4UpFFP8WIrW"
        ),
        HashVector(
            .bcrypt(.column, newCost: 4),
            "secret",
            salt: "$2y$04$abcdefghijklmnopqrstuu",
            "$2y$04$abcdefghijklmnopqrstuu2r9OfJnfCsdneAXAGHnS4UpFFP8WIrW"
        ),
        HashVector(
            .bcrypt(.column, newCost: 4),
            "secret",
            salt: "$2b$10$ABCDEFGHIJKLMNOPQRSTUu",
            "$2b$10$ABCDEFGHIJKLMNOPQRSTUuyO9kTQgdWNHvwvTU1LxKdj6mOHKwv6m"
        ),
        HashVector(
            .bcrypt(.column, newCost: 4),
            "secret",
            salt: "$2a$10$ABCDEFGHIJKLMNOPQRSTUu",
            "$2a$10$ABCDEFGHIJKLMNOPQRSTUuyO9kTQgdWNHvwvTU1LxKdj6mOHKwv6m"
        ),
        HashVector(
            .bcrypt(.column, newCost: 4),
            "secret",
            salt: "$2y$10$ABCDEFGHIJKLMNOPQRSTUu",
            "$2y$10$ABCDEFGHIJKLMNOPQRSTUuyO9kTQgdWNHvwvTU1LxKdj6mOHKwv6m"
        ),
    ]

    static let pbkdf2: [HashVector] = [
        HashVector(.pbkdf2(.sha256, iterations: 1000, keyLength: 20), "secret", salt: "salt", "a8df899f3c4f204d967e0ad63c092987c10055eb"),
        HashVector(
            .pbkdf2(.sha256, iterations: 1000, keyLength: 32),
            "secret",
            salt: "salt",
            "a8df899f3c4f204d967e0ad63c092987c10055ebb017b3d9d28add218d4f7aad"
        ),
        HashVector(.pbkdf2(.sha256, iterations: 4096, keyLength: 20), "secret", salt: "salt", "609a62b5b687ba6592b12a552c79fe3bf19e4e14"),
        HashVector(.pbkdf2(.sha256, iterations: 1, keyLength: 20), "password", salt: "salt", "120fb6cffcf8b32c43e7225256c4f837a86548c9"),
        HashVector(.pbkdf2(.sha, iterations: 1000, keyLength: 20), "secret", salt: "salt", "fa7bab9eff3a06a5271ccfb9b6d8728d0c7a334d"),
        HashVector(
            .pbkdf2(.sha512, iterations: 1000, keyLength: 64),
            "secret",
            salt: "salt",
            "f76f72381b75f0deb1c339334a8c8974366cadbc6bf46460f978363de8d210db"
                + "ccfa7a5908cfe50e6172bf6bc4d7b72dd48f1d543ce48736da7f7fcf6db4672c",
        ),
        HashVector(.pbkdf2(.sha512, iterations: 1000, keyLength: 20), "secret", salt: "salt", "f76f72381b75f0deb1c339334a8c8974366cadbc"),
    ]

    /// Those of EMQX's own test suites, 4.4 and 6.x.
    static let emqx: [HashVector] = [
        HashVector(.digest(.md5, .disable), "md5", "1bc29b36f623ba82aaf6724fd3b16718"),
        HashVector(.digest(.sha, .disable), "sha", "d8f4590320e1343a915b6394170650a8f35d6926"),
        HashVector(.digest(.sha256, .disable), "sha256", "5d5b09f6dcb2d53a5fffc60c4ac0d55fabdf556069d6631545f42aa6e3500f2e"),
        HashVector(
            .pbkdf2(.sha, iterations: 1, keyLength: 16),
            "password",
            salt: "ATHENA.MIT.EDUraeburn",
            "cdedb5281bb2f801565a1122b2563515"
        ),
        HashVector(
            .bcrypt(.column, newCost: 4),
            "foo",
            salt: "$2a$12$sSS8Eg.ovVzaHzi1nUHYK.",
            "$2a$12$sSS8Eg.ovVzaHzi1nUHYK.HbUIOdlQI0iS22Q5rd5z.JVVYH6sfm6"
        ),
        HashVector(.bcrypt(.hash, newCost: 4), "password", "$2y$16$rEVsDarhgHYB0TGnDFJzyu5f.T.Ha9iXMTk9J36NCMWWM7O16qyaK"),
        HashVector(.digest(.md5, .suffix), "md5", salt: "salt", "9b4d0c43d206d48279e69b9ad7132e22"),
        HashVector(.digest(.sha, .prefix), "sha", salt: "salt", "c665d4c0a9e5498806b7d9fd0b417d272853660e"),
        HashVector(.digest(.sha256, .prefix), "sha256", salt: "salt", "ac63a624e7074776d677dd61a003b8c803eb11db004d0ec6ae032a5d7c9c5caf"),
        HashVector(
            .digest(.sha512, .prefix),
            "sha512",
            salt: "salt",
            "a1509ab67bfacbad020927b5ac9d91e9100a82e33a0ebb01459367ce921c0aa8"
                + "157aa5652f94bc84fa3babc08283e44887d61c48bcf8ad7bcb3259ee7d0eafcd",
        ),
        HashVector(.bcrypt(.hash, newCost: 4), "bcrypt", "$2b$12$wtY3h20mUjjmeaClpqZVveDWGlHzCGsvuThMlneGHA7wVeFYyns2u"),
        HashVector(
            .pbkdf2(.sha, iterations: 2, keyLength: 32),
            "password",
            salt: "ATHENA.MIT.EDUraeburn",
            "01dbee7f4a9e243e988b62c73cda935da05378b93244ec8f48a99e61ad799d86"
        ),
    ]
}
