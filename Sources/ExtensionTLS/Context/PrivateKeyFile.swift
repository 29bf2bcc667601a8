import CExtensionOpenSSL

/// A PEM file with a private key, encrypted or not.
struct PrivateKeyFile {
    let path: String
    let passphrase: (@Sendable () -> String)?

    /// What OpenSSL's call for the passphrase is answered with.
    private final class PassphraseRequest {
        let passphrase: (@Sendable () -> String)?
        var wasMade = false

        init(_ passphrase: (@Sendable () -> String)?) { self.passphrase = passphrase }

        func answer(into buffer: UnsafeMutableRawBufferPointer) -> Int32 {
            wasMade = true
            guard var passphrase = passphrase?() else { return -1 }
            return passphrase.withUTF8 { bytes in
                guard bytes.count <= buffer.count else { return -1 }
                buffer.copyMemory(from: UnsafeRawBufferPointer(bytes))
                return Int32(bytes.count)
            }
        }
    }

    /// Hands an `EVP_PKEY` to `body`, which has to take a reference if it keeps it.
    func withKey(_ body: (OpaquePointer) throws(TLSConfigurationError) -> Void) throws(TLSConfigurationError) {
        let file = try PEMFile.open(path)
        defer { BIO_free(file) }
        let request = PassphraseRequest(passphrase)
        guard let key = Self.read(file, request) else { throw failure(request) }
        defer { EVP_PKEY_free(key) }
        try body(key)
    }

    private static func read(_ file: OpaquePointer, _ request: PassphraseRequest) -> OpaquePointer? {
        withExtendedLifetime(request) {
            PEM_read_bio_PrivateKey(
                file,
                nil,
                { buffer, size, _, request in
                    guard let buffer, let request else { return -1 }
                    return Unmanaged<PassphraseRequest>.fromOpaque(request).takeUnretainedValue()
                        .answer(into: UnsafeMutableRawBufferPointer(start: buffer, count: Int(size)))
                },
                Unmanaged.passUnretained(request).toOpaque()
            )
        }
    }

    private func failure(_ request: PassphraseRequest) -> TLSConfigurationError {
        let reason = OpenSSLErrors.takeReason()
        guard request.wasMade else { return .invalidPrivateKey(file: path, reason: reason) }
        return passphrase == nil ? .missingPassphrase(file: path) : .wrongPassphrase(file: path)
    }
}
