internal import CExtensionOpenSSL

/// Whether two secrets are equal, in a time that tells at most their lengths.
func equalInConstantTime(_ lhs: [UInt8], _ rhs: [UInt8]) -> Bool {
    lhs.count == rhs.count && CRYPTO_memcmp(lhs, rhs, lhs.count) == 0
}
