internal import CExtensionOpenSSL

/// A hash function by the name that EMQX gives it: `mac_fun` takes them all.
package enum DigestFunction: String, Sendable, Hashable, CaseIterable {
    case md4, md5, ripemd160, sha, sha224, sha256, sha384, sha512

    /// The functions that are password algorithms by themselves.
    init?(passwordAlgorithm name: String) {
        guard let function = DigestFunction(rawValue: name), [.md5, .sha, .sha256, .sha512].contains(function) else { return nil }
        self = function
    }

    /// The digest's size in bytes.
    package var size: Int {
        switch self {
        case .md4, .md5: 16
        case .ripemd160, .sha: 20
        case .sha224: 28
        case .sha256: 32
        case .sha384: 48
        case .sha512: 64
        }
    }

    /// Whether OpenSSL computes it here; md4 needs the legacy provider.
    package var isAvailable: Bool { (try? digest([])) != nil }
}

extension DigestFunction {
    func digest(_ bytes: [UInt8]) throws(PasswordHashError) -> [UInt8] {
        var output = [UInt8](repeating: 0, count: size)
        guard EVP_Digest(bytes, bytes.count, &output, nil, implementation, nil) == 1 else { throw failure }
        return output
    }

    /// PBKDF2 with HMAC (RFC 8018 section 5.2).
    func derivedKey(password: [UInt8], salt: [UInt8], iterations: Int, length: Int) throws(PasswordHashError) -> [UInt8] {
        var output = [UInt8](repeating: 0, count: length)
        let phrase = password.map(CChar.init(bitPattern:))
        let success = PKCS5_PBKDF2_HMAC(
            phrase,
            Int32(phrase.count),
            salt,
            Int32(salt.count),
            Int32(iterations),
            implementation,
            Int32(length),
            &output
        )
        guard success == 1 else { throw failure }
        return output
    }

    private var failure: PasswordHashError {
        // Left in this thread's queue, the reason would be taken for one of the next TLS connection here.
        ERR_clear_error()
        return .digestFailed(self)
    }

    private var implementation: OpaquePointer? {
        switch self {
        case .md4: EVP_md4()
        case .md5: EVP_md5()
        case .ripemd160: EVP_ripemd160()
        case .sha: EVP_sha1()
        case .sha224: EVP_sha224()
        case .sha256: EVP_sha256()
        case .sha384: EVP_sha384()
        case .sha512: EVP_sha512()
        }
    }
}
