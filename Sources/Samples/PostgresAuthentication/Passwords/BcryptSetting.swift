/// The first 29 characters of a bcrypt hash: version, cost and salt, such as `$2b$12$` and 22 characters.
struct BcryptSetting: Sendable, Hashable {
    let text: String
    let cost: Int

    static let length = 29
    static let hashLength = 60

    /// Reads a setting of the versions 2a, 2b and 2y with a cost that is allowed.
    init(_ text: String) throws(PasswordHashError) {
        let bytes = Array(text.utf8)
        guard bytes.count == Self.length, Self.isVersion(bytes[..<4]), bytes[6] == UInt8(ascii: "$") else { throw .notBcryptSalt }
        guard bytes[7...].allSatisfy(Self.isDigit), let cost = Self.number(bytes[4..<6]) else { throw .notBcryptSalt }
        guard Bcrypt.costs.contains(cost) else { throw .costOutOfRange(cost) }
        self.text = text
        self.cost = cost
    }

    /// Reads the setting that a whole hash begins with.
    init(hash: String) throws(PasswordHashError) {
        try Self.check(hash: hash)
        do {
            try self.init(String(decoding: hash.utf8.prefix(Self.length), as: UTF8.self))
        } catch .notBcryptSalt {
            throw .notBcrypt
        }
    }

    /// Throws unless the text could be a bcrypt hash by its length and characters.
    static func check(hash: String) throws(PasswordHashError) {
        guard hash.utf8.count == hashLength, hash.utf8.dropFirst(length).allSatisfy(isDigit) else { throw .notBcrypt }
    }

    private static func isVersion(_ bytes: ArraySlice<UInt8>) -> Bool {
        ["$2a$", "$2b$", "$2y$"].contains { bytes.elementsEqual($0.utf8) }
    }

    private static func number(_ bytes: ArraySlice<UInt8>) -> Int? {
        guard bytes.allSatisfy({ (UInt8(ascii: "0")...UInt8(ascii: "9")).contains($0) }) else { return nil }
        return Int(String(decoding: bytes, as: UTF8.self))
    }

    /// bcrypt's base 64: `.`, `/`, letters and digits.
    private static func isDigit(_ byte: UInt8) -> Bool {
        switch byte {
        case UInt8(ascii: ".")...UInt8(ascii: "9"), UInt8(ascii: "A")...UInt8(ascii: "Z"), UInt8(ascii: "a")...UInt8(ascii: "z"): true
        default: false
        }
    }
}
