internal import CExtensionCrypt

/// bcrypt as libcrypt computes it.
enum Bcrypt {
    /// The costs that are made and checked. EMQX makes 5 to 10; each step doubles the time, and 20 takes about a minute.
    static let costs = 4...20
    /// EMQX's default.
    static let standardCost = 10
    /// What bcrypt reads of a password; the rest makes no difference.
    static let maximumPasswordLength = 72

    /// The 60 characters of a password's hash, with the version that the setting names.
    ///
    /// Passwords are cut at the first NUL, and after 72 bytes.
    static func hash(_ password: [UInt8], setting: BcryptSetting) throws(PasswordHashError) -> String {
        let phrase = (password.prefix(maximumPasswordLength).prefix { $0 != 0 } + [0]).map(CChar.init(bitPattern:))
        let hash = withZeroedMemory(byteCount: MemoryLayout<crypt_data>.size) { memory in
            crypt_rn(phrase, setting.text, memory.baseAddress, Int32(memory.count)).map { String(cString: $0) }
        }
        guard let hash else { throw .bcryptFailed }
        return hash
    }

    /// A setting with 16 random bytes of salt.
    static func randomSetting(cost: Int) throws(PasswordHashError) -> BcryptSetting {
        guard costs.contains(cost) else { throw .costOutOfRange(cost) }
        let random = randomBytes(16).map(CChar.init(bitPattern:))
        let text = withZeroedMemory(byteCount: Int(CRYPT_GENSALT_OUTPUT_SIZE)) { memory in
            let output = memory.baseAddress?.assumingMemoryBound(to: CChar.self)
            return crypt_gensalt_rn("$2b$", UInt(cost), random, Int32(random.count), output, Int32(memory.count)).map {
                String(cString: $0)
            }
        }
        guard let text else { throw .bcryptFailed }
        return try BcryptSetting(text)
    }
}

private func withZeroedMemory<Result>(byteCount: Int, _ body: (UnsafeMutableRawBufferPointer) -> Result) -> Result {
    withUnsafeTemporaryAllocation(byteCount: byteCount, alignment: 16) { memory in
        memory.initializeMemory(as: UInt8.self, repeating: 0)
        return body(memory)
    }
}
