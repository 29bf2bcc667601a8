import CExtensionOpenSSL

/// What the peer gave up with (RFC 8446, section 6.2).
package struct TLSAlert: Hashable, Sendable, CustomStringConvertible {
    package let code: UInt8

    /// In OpenSSL's words, such as "unknown CA".
    package var name: String { SSL_alert_desc_string_long(Int32(code)).map { String(cString: $0) } ?? "\(code)" }

    /// Whether the peer disliked our certificate, or that there was none.
    package var isAboutCertificate: Bool {
        switch Int32(code) {
        case SSL_AD_BAD_CERTIFICATE, SSL_AD_UNSUPPORTED_CERTIFICATE, SSL_AD_CERTIFICATE_REVOKED, SSL_AD_CERTIFICATE_EXPIRED,
            SSL_AD_CERTIFICATE_UNKNOWN, SSL_AD_UNKNOWN_CA:
            true
        default: false
        }
    }

    package var description: String {
        if isAboutCertificate { return "the peer refused our certificate: \(name)" }
        if Int32(code) == TLS13_AD_CERTIFICATE_REQUIRED { return "the peer requires a certificate, and none is configured" }
        return "the peer ended the connection: \(name)"
    }
}
