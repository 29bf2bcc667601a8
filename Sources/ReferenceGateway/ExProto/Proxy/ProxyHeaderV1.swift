import ExtensionProtocol
import NIOCore

/// `PROXY TCP4 192.0.2.1 192.0.2.2 40000 7993` and a line break.
enum ProxyHeaderV1 {
    private static let start = Array("PROXY ".utf8)
    /// Of the longest one, line break included.
    private static let maximumLength = 107

    static func mayStart(_ bytes: ByteBufferView) -> Bool { bytes.elementsEqual(start.prefix(bytes.count)) || bytes.starts(with: start) }

    static func read(_ bytes: ByteBufferView) throws(ProxyProtocolError) -> ProxyHeader? {
        guard let end = bytes.prefix(maximumLength).firstIndex(of: UInt8(ascii: "\n")) else {
            guard bytes.count < maximumLength else { throw .tooLong }
            return nil
        }
        let line = bytes[..<end]
        guard line.last == UInt8(ascii: "\r"), line.allSatisfy({ $0 < 0x80 }) else { throw .malformed }
        let words = String(decoding: line.dropLast(), as: UTF8.self).split(separator: " ", omittingEmptySubsequences: false)
        return ProxyHeader(addresses: try addresses(words), byteCount: bytes.distance(from: bytes.startIndex, to: end) + 1)
    }

    private static func addresses(_ words: [Substring]) throws(ProxyProtocolError) -> ProxyHeader.Addresses? {
        if words.count > 1, words[1] == "UNKNOWN" { return nil }
        guard words.count == 6, let length = ["TCP4": 4, "TCP6": 16][words[1]] else { throw .malformed }
        guard let peer = address(words[2], words[4], length), let local = address(words[3], words[5], length) else { throw .malformed }
        return ProxyHeader.Addresses(peer: peer, local: local)
    }

    private static func address(_ host: Substring, _ port: Substring, _ length: Int) -> SocketAddress? {
        guard !host.contains("%"), IPAddress(host)?.bytes.count == length else { return nil }
        guard port.allSatisfy(\.isNumber), let port = UInt16(port) else { return nil }
        return try? SocketAddress(ipAddress: String(host), port: Int(port))
    }
}
