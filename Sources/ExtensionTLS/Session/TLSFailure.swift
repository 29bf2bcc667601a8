import CExtensionOpenSSL

/// What OpenSSL leaves behind when a call on an `SSL` fails, told as a `TLSError`.
struct TLSFailure {
    let ssl: OpaquePointer
    let role: TLSContext.Role
    let isHandshaking: Bool

    var error: TLSError {
        guard let cause = OpenSSLErrors.take() else { return .protocolViolation("for an unknown reason") }
        guard let reason = cause.tlsReason else { return .protocolViolation(cause.reason) }
        if reason > SSL_AD_REASON_OFFSET { return .alert(TLSAlert(code: UInt8(clamping: reason - SSL_AD_REASON_OFFSET))) }
        return error(reason) ?? .protocolViolation(cause.reason)
    }

    private func error(_ reason: Int32) -> TLSError? {
        switch reason {
        case SSL_R_CERTIFICATE_VERIFY_FAILED: certificateError
        case SSL_R_PEER_DID_NOT_RETURN_A_CERTIFICATE: .missingClientCertificate
        case SSL_R_UNSUPPORTED_PROTOCOL, SSL_R_WRONG_SSL_VERSION, SSL_R_VERSION_TOO_LOW, SSL_R_VERSION_TOO_HIGH: .noCommonVersion
        case SSL_R_NO_SHARED_CIPHER, SSL_R_NO_SHARED_SIGNATURE_ALGORITHMS, SSL_R_NO_SUITABLE_SIGNATURE_ALGORITHM: .noCommonCipherSuite
        case SSL_R_NO_APPLICATION_PROTOCOL: .noCommonApplicationProtocol
        default: nil
        }
    }

    private var certificateError: TLSError {
        let code = Int32(truncatingIfNeeded: SSL_get_verify_result(ssl))
        return switch code {
        case X509_V_ERR_CERT_HAS_EXPIRED: .expiredCertificate
        case X509_V_ERR_CERT_NOT_YET_VALID: .certificateNotYetValid
        case X509_V_ERR_HOSTNAME_MISMATCH, X509_V_ERR_IP_ADDRESS_MISMATCH: .wrongHost
        case X509_V_ERR_UNABLE_TO_GET_ISSUER_CERT, X509_V_ERR_UNABLE_TO_GET_ISSUER_CERT_LOCALLY,
            X509_V_ERR_UNABLE_TO_VERIFY_LEAF_SIGNATURE, X509_V_ERR_SELF_SIGNED_CERT_IN_CHAIN,
            X509_V_ERR_DEPTH_ZERO_SELF_SIGNED_CERT:
            .unknownAuthority
        default: .invalidCertificate(String(cString: X509_verify_cert_error_string(Int(code))))
        }
    }
}
