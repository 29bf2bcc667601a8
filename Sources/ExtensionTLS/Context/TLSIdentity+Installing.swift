import CExtensionOpenSSL

extension TLSIdentity {
    /// Reads both files into an `SSL_CTX`. Returns warnings.
    func install(in context: OpaquePointer) throws(TLSConfigurationError) -> [String] {
        try PEMFile.requireReadable(certificateChainFile)
        guard SSL_CTX_use_certificate_chain_file(context, certificateChainFile) == 1 else {
            throw .invalidCertificate(file: certificateChainFile, reason: OpenSSLErrors.takeReason())
        }
        try PrivateKeyFile(path: privateKeyFile, passphrase: passphrase).withKey { key throws(TLSConfigurationError) in
            // The second call finds a key of another algorithm than the certificate's, which the first one takes.
            guard SSL_CTX_use_PrivateKey(context, key) == 1, SSL_CTX_check_private_key(context) == 1 else {
                OpenSSLErrors.clear()
                throw .mismatchedPrivateKey(file: privateKeyFile, certificateFile: certificateChainFile)
            }
        }
        return validityWarning(of: SSL_CTX_get0_certificate(context)).map { [$0] } ?? []
    }

    private func validityWarning(of certificate: OpaquePointer?) -> String? {
        if X509_cmp_current_time(X509_get0_notAfter(certificate)) < 0 {
            return "the certificate in \(certificateChainFile) has expired: peers that verify it will refuse it"
        }
        if X509_cmp_current_time(X509_get0_notBefore(certificate)) > 0 {
            return "the certificate in \(certificateChainFile) isn't valid yet: peers that verify it will refuse it"
        }
        return nil
    }
}
