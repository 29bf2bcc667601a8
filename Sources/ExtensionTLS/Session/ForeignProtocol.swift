/// Tells TLS from what else arrives on a port, by the first bytes.
enum ForeignProtocol {
    private static let alert: UInt8 = 0x15
    private static let handshake: UInt8 = 0x16

    /// TLS begins with a record of the handshake, or with an alert.
    static func isTLS(_ first: UInt8) -> Bool { first == handshake || first == alert }

    static func name(of bytes: UnsafeRawBufferPointer) -> String {
        if bytes.starts(with: "PRI * HTTP/2".utf8) { return "HTTP/2 without TLS" }
        if ["GET ", "POST ", "PUT ", "HEAD ", "OPTIONS ", "CONNECT ", "HTTP/"].contains(where: { bytes.starts(with: $0.utf8) }) {
            return "HTTP/1 without TLS"
        }
        if bytes.first == 0x10 { return "MQTT without TLS" }
        if bytes.starts(with: "PROXY ".utf8) { return "the PROXY protocol" }
        return "something that isn't TLS"
    }
}
