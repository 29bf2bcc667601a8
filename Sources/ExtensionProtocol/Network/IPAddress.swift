#if canImport(Glibc)
internal import Glibc
#elseif canImport(Musl)
internal import Musl
#else
internal import Darwin
#endif

/// An IPv4 address as 4 bytes, an IPv6 address as 16.
package struct IPAddress: Sendable, Hashable {
    package let bytes: [UInt8]

    /// Reads an address as brokers write it: a zone such as `%eth0` is left out.
    package init?(_ text: some StringProtocol) {
        let address = text.utf8.prefix { $0 != UInt8(ascii: "%") }
        guard !address.contains(0) else { return nil }
        let isIPv6 = address.contains(UInt8(ascii: ":"))
        var bytes = [UInt8](repeating: 0, count: isIPv6 ? 16 : 4)
        guard inet_pton(isIPv6 ? AF_INET6 : AF_INET, String(decoding: address, as: UTF8.self), &bytes) == 1 else { return nil }
        self.bytes = bytes
    }

    private init(bytes: [UInt8]) {
        self.bytes = bytes
    }

    var bitCount: Int { bytes.count * 8 }

    /// The IPv4 address that an address of `::ffff:0:0/96` stands for: a listener of both families tells IPv4 clients so.
    package var mappedIPv4: IPAddress? {
        guard bytes.count == 16, bytes.starts(with: [0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0xff, 0xff]) else { return nil }
        return IPAddress(bytes: Array(bytes[12...]))
    }
}
