/// Why a TLS configuration can't be used. Its description is one sentence that names the file, and never a passphrase.
public enum TLSConfigurationError: Error, Hashable, CustomStringConvertible {
    /// The file can't be opened; the reason is the system's.
    case unreadableFile(String, reason: String)
    /// The file holds no certificate that OpenSSL accepts; the reason is OpenSSL's.
    case invalidCertificate(file: String, reason: String)
    /// The file holds no private key that OpenSSL accepts; the reason is OpenSSL's.
    case invalidPrivateKey(file: String, reason: String)
    /// The private key is encrypted, and no passphrase is configured.
    case missingPassphrase(file: String)
    /// The private key is encrypted, and not with this passphrase.
    case wrongPassphrase(file: String)
    /// The private key isn't that of the certificate.
    case mismatchedPrivateKey(file: String, certificateFile: String)
    /// The file holds no authorities that OpenSSL accepts; the reason is OpenSSL's.
    case invalidTrustRoots(file: String, reason: String)
    /// OpenSSL doesn't know, or doesn't offer, any of these cipher suites.
    case invalidCipherSuites([String])

    /// One sentence for a log or a terminal.
    public var description: String {
        switch self {
        case .unreadableFile(let file, let reason): "the file \(file) can't be read: \(reason)"
        case .invalidCertificate(let file, let reason): "the file \(file) holds no usable certificate: \(reason)"
        case .invalidPrivateKey(let file, let reason): "the file \(file) holds no usable private key: \(reason)"
        case .missingPassphrase(let file): "the private key in \(file) is encrypted, and no passphrase is configured"
        case .wrongPassphrase(let file): "the private key in \(file) can't be decrypted: the passphrase is wrong"
        case .mismatchedPrivateKey(let file, let certificateFile):
            "the private key in \(file) isn't that of the certificate in \(certificateFile)"
        case .invalidTrustRoots(let file, let reason): "the file \(file) holds no usable certificates of authorities: \(reason)"
        case .invalidCipherSuites(let names): "no usable cipher suites: \(names.joined(separator: ", "))"
        }
    }
}
