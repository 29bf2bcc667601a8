import CExtensionOpenSSL

/// Who the peer is, by the certificate that it proved to have. When it was verified, its authority is trusted.
package struct PeerCertificate: Sendable, Hashable {
    /// The subject's common names, joined by commas as EMQX does. Nil when it has none.
    package let commonName: String?
    /// The subject as EMQX writes it, see `DistinguishedName`.
    package let distinguishedName: String

    init(_ certificate: OpaquePointer) {
        let subject = DistinguishedName(X509_get_subject_name(certificate))
        commonName = subject.commonName
        distinguishedName = subject.description
    }
}
