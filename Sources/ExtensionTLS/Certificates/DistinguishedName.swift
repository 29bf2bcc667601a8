import CExtensionOpenSSL

/// A name of X.509, written as EMQX writes the `dn` of `peercert` (esockd 5: RFC 4514, with escapes for all that isn't printable ASCII).
struct DistinguishedName: CustomStringConvertible {
    struct Attribute {
        /// Its short name, or the digits of its object identifier.
        let type: String
        let value: [UInt8]
    }

    /// From the general to the special. Attributes of one element have no order.
    let relativeNames: [[Attribute]]

    init(_ name: OpaquePointer?) {
        var relativeNames: [[Attribute]] = []
        var last: Int32 = -1
        for index in 0..<max(0, X509_NAME_entry_count(name)) {
            guard let entry = X509_NAME_get_entry(name, index), let attribute = Attribute(entry) else { continue }
            let set = X509_NAME_ENTRY_set(entry)
            if set == last { relativeNames[relativeNames.count - 1].append(attribute) } else { relativeNames.append([attribute]) }
            last = set
        }
        self.relativeNames = relativeNames
    }

    var commonName: String? {
        let names = relativeNames.joined().filter { $0.type == "CN" }
        return names.isEmpty ? nil : names.map { String(decoding: $0.value, as: UTF8.self) }.joined(separator: ",")
    }

    /// From the special to the general.
    var description: String {
        relativeNames.reversed().map { $0.map(\.description).joined(separator: "+") }.joined(separator: ",")
    }
}

extension DistinguishedName.Attribute: CustomStringConvertible {
    /// Nil for a value that isn't text.
    init?(_ entry: OpaquePointer) {
        guard let object = X509_NAME_ENTRY_get_object(entry) else { return nil }
        var text: UnsafeMutablePointer<UInt8>?
        let count = ASN1_STRING_to_UTF8(&text, X509_NAME_ENTRY_get_data(entry))
        guard count >= 0, let text else { return nil }
        defer { CRYPTO_free(text, nil, 0) }
        value = Array(UnsafeBufferPointer(start: text, count: Int(count)))
        type = Self.shortNames[OBJ_obj2nid(object)] ?? Self.digits(of: object)
    }

    var description: String { "\(type)=\(escapedValue)" }

    /// EMQX's table. Other attributes go by their digits.
    private static let shortNames: [Int32: String] = [
        NID_surname: "SN", NID_givenName: "GIVENNAME", NID_initials: "INITIALS", NID_generationQualifier: "GENERATIONQUALIFIER",
        NID_commonName: "CN", NID_localityName: "L", NID_stateOrProvinceName: "ST", NID_organizationName: "O",
        NID_organizationalUnitName: "OU", NID_title: "TITLE", NID_countryName: "C", NID_serialNumber: "SERIALNUMBER",
        NID_pseudonym: "PSEUDONYM", NID_domainComponent: "DC", NID_pkcs9_emailAddress: "EMAILADDRESS", NID_streetAddress: "STREET",
        NID_userId: "UID",
    ]

    private static func digits(of object: OpaquePointer) -> String {
        withUnsafeTemporaryAllocation(of: CChar.self, capacity: 128) { buffer in
            OBJ_obj2txt(buffer.baseAddress, Int32(buffer.count), object, 1)
            return buffer.baseAddress.map { String(cString: $0) } ?? ""
        }
    }

    private var escapedValue: String {
        value.indices.map { index in
            let byte = value[index]
            let isEdge =
                (index == 0 && (byte == UInt8(ascii: " ") || byte == UInt8(ascii: "#")))
                || (index == value.count - 1 && byte == UInt8(ascii: " "))
            return Self.escape(byte, isEdge: isEdge)
        }.joined()
    }

    private static func escape(_ byte: UInt8, isEdge: Bool) -> String {
        if byte < 32 || byte >= 126 { return "\\" + hexadecimal(byte) }
        let text = String(decoding: CollectionOfOne(byte), as: UTF8.self)
        return isEdge || "\"+,;<>\\".contains(text) ? "\\" + text : text
    }

    private static func hexadecimal(_ byte: UInt8) -> String {
        let digits = String(byte, radix: 16, uppercase: true)
        return byte < 16 ? "0" + digits : digits
    }
}
