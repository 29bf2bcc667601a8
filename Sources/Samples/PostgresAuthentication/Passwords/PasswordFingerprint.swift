internal import CExtensionOpenSSL

/// What is kept of a password that was found right, so that the same one is known again without its slow hash.
///
/// It is worth something only together with the key, which never leaves the process and isn't kept beyond it.
package struct PasswordFingerprint: Sendable {
    private let code: [UInt8]

    /// Makes random keys, one per process being enough.
    package struct Key: Sendable {
        fileprivate let bytes = randomBytes(32)

        package init() {}
    }

    /// HMAC-SHA256 of the password; nil if OpenSSL can't compute it.
    package init?(_ password: [UInt8], key: Key) {
        var code = [UInt8](repeating: 0, count: 32)
        guard HMAC(EVP_sha256(), key.bytes, Int32(key.bytes.count), password, password.count, &code, nil) != nil else { return nil }
        self.code = code
    }

    /// Whether it is of the same password, in a time that tells nothing.
    package func isSame(as other: PasswordFingerprint) -> Bool { equalInConstantTime(code, other.code) }
}

extension PasswordFingerprint: CustomStringConvertible, CustomReflectable {
    package var description: String { "PasswordFingerprint" }
    package var customMirror: Mirror { Mirror(self, children: []) }
}
