import ExtensionProtocol

/// Addresses that are counted as one: an IPv4 address, or the 64 leading bits of an IPv6 address, which are one subscriber's.
package struct AddressBlock: Sendable, Hashable {
    private let bytes: [UInt8]

    /// Reads an address as brokers write it; text that is none stands for itself.
    package init(of text: String) {
        guard let address = IPAddress(text) else {
            bytes = Array(text.utf8)
            return
        }
        bytes = Array((address.mappedIPv4 ?? address).bytes.prefix(8))
    }
}
