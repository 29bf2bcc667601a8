/// An address, or a CIDR block: all addresses that begin with the same bits.
package struct AddressRange: Sendable, Hashable {
    private let address: IPAddress
    private let prefixLength: Int

    /// Reads `10.0.0.1`, `10.0.0.0/8`, `::1` or `fd00::/8`; bits behind the prefix make no difference.
    package init?(_ text: String) {
        let parts = text.split(separator: "/", maxSplits: 1, omittingEmptySubsequences: false)
        guard let address = IPAddress(parts[0]) else { return nil }
        let length = parts.count == 2 ? Self.number(parts[1]) : address.bitCount
        guard let length, length <= address.bitCount else { return nil }
        if let mapped = address.mappedIPv4, length >= 96 {
            (self.address, self.prefixLength) = (mapped, length - 96)
        } else {
            (self.address, self.prefixLength) = (address, length)
        }
    }

    /// Whether the range holds an address; one of IPv4 that is written as IPv6 counts as IPv4.
    package func contains(_ client: IPAddress) -> Bool {
        let client = client.mappedIPv4 ?? client
        guard client.bytes.count == address.bytes.count else { return false }
        let (wholeBytes, bits) = prefixLength.quotientAndRemainder(dividingBy: 8)
        guard client.bytes.prefix(wholeBytes) == address.bytes.prefix(wholeBytes) else { return false }
        return bits == 0 || (client.bytes[wholeBytes] ^ address.bytes[wholeBytes]) >> (8 - bits) == 0
    }

    private static func number(_ text: Substring) -> Int? {
        text.utf8.allSatisfy { (UInt8(ascii: "0")...UInt8(ascii: "9")).contains($0) } ? Int(text) : nil
    }
}
