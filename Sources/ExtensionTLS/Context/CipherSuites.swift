import CExtensionOpenSSL

/// OpenSSL's two lists of cipher suites, for TLS 1.3 and for 1.2, made of the one list that a configuration has.
struct CipherSuites {
    private let names: [String]
    private let modern: [String]
    private let classic: [String]

    init(_ names: [String]) {
        self.names = names
        modern = names.filter { $0.hasPrefix("TLS_") }
        classic = names.filter { !$0.hasPrefix("TLS_") }
    }

    /// A version that the list has no suites for isn't spoken.
    func narrow(_ versions: ClosedRange<TLSVersion>) throws(TLSConfigurationError) -> ClosedRange<TLSVersion> {
        guard !names.isEmpty else { return versions }
        let lower = classic.isEmpty ? .v1_3 : versions.lowerBound
        let upper = modern.isEmpty ? .v1_2 : versions.upperBound
        guard lower <= upper else { throw .invalidCipherSuites(names) }
        return lower...upper
    }

    func apply(to context: OpaquePointer) throws(TLSConfigurationError) {
        if !modern.isEmpty, SSL_CTX_set_ciphersuites(context, modern.joined(separator: ":")) != 1 {
            throw .invalidCipherSuites(modern)
        }
        if !classic.isEmpty, SSL_CTX_set_cipher_list(context, classic.joined(separator: ":")) != 1 {
            throw .invalidCipherSuites(classic)
        }
    }
}
