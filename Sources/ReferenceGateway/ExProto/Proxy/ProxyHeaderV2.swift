import NIOCore

/// Twelve bytes that nothing else begins with, four of a head, and as many more as that says: addresses first, then whatever else the load
/// balancer has to tell.
enum ProxyHeaderV2 {
    private static let start: [UInt8] = [0x0d, 0x0a, 0x0d, 0x0a, 0x00, 0x0d, 0x0a, 0x51, 0x55, 0x49, 0x54, 0x0a]
    private static let headLength = 16
    /// The protocol allows 64 KiB, which no load balancer needs.
    private static let maximumLength = 4096
    /// Families that aren't TCP's: none, UDP and Unix sockets.
    private static let familiesWithoutUse: [UInt8] = [0x00, 0x12, 0x22, 0x31, 0x32]

    static func mayStart(_ bytes: ByteBufferView) -> Bool { bytes.elementsEqual(start.prefix(bytes.count)) || bytes.starts(with: start) }

    static func read(_ bytes: ByteBufferView) throws(ProxyProtocolError) -> ProxyHeader? {
        var buffer = ByteBuffer(bytes)
        buffer.moveReaderIndex(forwardBy: min(start.count, bytes.count))
        guard let (command, family, length) = buffer.readMultipleIntegers(as: (UInt8, UInt8, UInt16).self) else { return nil }
        guard command == 0x20 || command == 0x21 else { throw .malformed }
        guard headLength + Int(length) <= maximumLength else { throw .tooLong }
        guard var content = buffer.readSlice(length: Int(length)) else { return nil }
        let addresses = try addresses(family, &content)
        return ProxyHeader(addresses: command == 0x21 ? addresses : nil, byteCount: headLength + Int(length))
    }

    private static func addresses(_ family: UInt8, _ content: inout ByteBuffer) throws(ProxyProtocolError) -> ProxyHeader.Addresses? {
        if familiesWithoutUse.contains(family) { return nil }
        guard let length = [0x11: 4, 0x21: 16][family] else { throw .malformed }
        guard
            let hosts = (content.readSlice(length: length), content.readSlice(length: length)) as? (ByteBuffer, ByteBuffer),
            let ports = content.readMultipleIntegers(as: (UInt16, UInt16).self),
            let peer = try? SocketAddress(packedIPAddress: hosts.0, port: Int(ports.0)),
            let local = try? SocketAddress(packedIPAddress: hosts.1, port: Int(ports.1))
        else { throw .malformed }
        return ProxyHeader.Addresses(peer: peer, local: local)
    }
}
