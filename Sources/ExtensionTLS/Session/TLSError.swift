/// Why a TLS connection was refused, or broke. Its description is one sentence that makes a log line.
package enum TLSError: Error, Hashable, CustomStringConvertible {
    case timeout(after: Duration)
    /// Without a single byte, it may have been a probe of the port.
    case closedDuringHandshake(afterBytes: Bool)
    /// The peer's bytes ended without its `close_notify`: an attacker could have cut them.
    case truncated
    /// The first bytes are those of another protocol.
    case notTLS(String)
    case noCommonVersion
    case noCommonCipherSuite
    case noCommonApplicationProtocol
    case missingClientCertificate
    case expiredCertificate
    case certificateNotYetValid
    case unknownAuthority
    case wrongHost
    /// The peer's certificate doesn't hold for another reason, in OpenSSL's words.
    case invalidCertificate(String)
    /// The peer gave up, and named the reason by an alert.
    case alert(TLSAlert)
    /// The peer broke the protocol; the reason is OpenSSL's.
    case protocolViolation(String)
    /// More was written before the end of the handshake than is kept for it.
    case tooMuchBeforeHandshake

    package var description: String {
        switch self {
        case .timeout(let duration): "the handshake took longer than \(duration)"
        case .closedDuringHandshake(afterBytes: true): "the peer closed the connection during the handshake"
        case .closedDuringHandshake(afterBytes: false): "the peer closed the connection without a word"
        case .truncated: "the peer closed the connection without close_notify"
        case .notTLS(let name): "the peer speaks \(name)"
        case .noCommonVersion: "the peer speaks no common TLS version"
        case .noCommonCipherSuite: "the peer speaks no common cipher suite, or none for our certificate"
        case .noCommonApplicationProtocol: "the peer offers none of our application protocols by ALPN"
        case .missingClientCertificate: "the client sent no certificate, but one is required"
        case .expiredCertificate: "the peer's certificate has expired"
        case .certificateNotYetValid: "the peer's certificate isn't valid yet"
        case .unknownAuthority: "the peer's certificate is signed by an unknown authority"
        case .wrongHost: "the peer's certificate is for another host"
        case .invalidCertificate(let reason): "the peer's certificate isn't accepted: \(reason)"
        case .alert(let alert): alert.description
        case .protocolViolation(let reason): "the peer broke the TLS protocol: \(reason)"
        case .tooMuchBeforeHandshake: "too much was written before the end of the handshake"
        }
    }
}
