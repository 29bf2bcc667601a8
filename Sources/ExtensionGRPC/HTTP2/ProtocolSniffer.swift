/// Compares the first bytes of a connection with HTTP/2's client preface, and says what else they look like.
struct ProtocolSniffer {
    enum Verdict: Equatable {
        case needsMore
        case http2
        case other(String)
    }

    private static let preface = Array("PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n".utf8)
    private static let http1Methods = ["GET ", "POST ", "PUT ", "HEAD ", "DELETE ", "OPTIONS ", "PATCH ", "CONNECT "].map { Array($0.utf8) }

    private var seen: [UInt8] = []

    /// To be asked with every chunk until the verdict is `.http2`; the bytes still belong to the HTTP/2 session.
    mutating func receive(_ bytes: UnsafeRawBufferPointer) -> Verdict {
        seen.append(contentsOf: bytes.prefix(Self.preface.count - seen.count))
        guard Self.preface.starts(with: seen) else { return .other(name(of: seen)) }
        return seen.count == Self.preface.count ? .http2 : .needsMore
    }

    private func name(of bytes: [UInt8]) -> String {
        if bytes.first == 0x16 { return "TLS, on a port without TLS" }
        if bytes.first == 0x10 { return "MQTT: a device that connects to the gRPC port" }
        if Self.http1Methods.contains(where: { bytes.starts(with: $0.prefix(bytes.count)) }) { return "HTTP/1" }
        if bytes.starts(with: "PROXY ".utf8) { return "the PROXY protocol" }
        return "an unknown protocol"
    }
}
