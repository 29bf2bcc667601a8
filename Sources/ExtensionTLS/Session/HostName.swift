import CExtensionOpenSSL

/// The host that a client means, a name or an IP address.
struct HostName {
    private let host: String

    init(_ host: String) { self.host = host }

    /// Tells the server by SNI (RFC 6066 has names alone there), and has the certificate checked for it.
    func apply(to ssl: OpaquePointer, verifying: Bool) {
        let address = a2i_IPADDRESS(host)
        defer { ASN1_OCTET_STRING_free(address) }
        let isName = address == nil
        if isName { extension_ssl_set_server_name(ssl, host) }
        guard verifying else { return }
        let parameters = SSL_get0_param(ssl)
        X509_VERIFY_PARAM_set_hostflags(parameters, UInt32(X509_CHECK_FLAG_NO_PARTIAL_WILDCARDS))
        let isSet =
            isName
            ? X509_VERIFY_PARAM_set1_host(parameters, host, host.utf8.count)
            : X509_VERIFY_PARAM_set1_ip_asc(parameters, host)
        precondition(isSet == 1, "OpenSSL is out of memory")
    }
}
