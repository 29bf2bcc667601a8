import CExtensionNghttp2

/// A header field, lower-case name first.
package struct HeaderField: Hashable, Sendable {
    package var name: String
    package var value: String

    package init(_ name: String, _ value: String) {
        self.name = name
        self.value = value
    }
}

/// Writes header blocks of literals that no table remembers (RFC 7541, section 6.2.2).
package enum HeaderEncoder {
    package static func encode(_ fields: [HeaderField]) -> [UInt8] {
        fields.flatMap { [0x00] + string($0.name) + string($0.value) }
    }

    private static func string(_ text: String) -> [UInt8] { length(text.utf8.count) + text.utf8 }

    /// An integer with a prefix of seven bits (RFC 7541, section 5.1).
    private static func length(_ value: Int) -> [UInt8] {
        guard value >= 127 else { return [UInt8(value)] }
        var bytes: [UInt8] = [127]
        var rest = value - 127
        while rest >= 128 {
            bytes.append(UInt8(rest % 128 + 128))
            rest /= 128
        }
        return bytes + [UInt8(rest)]
    }
}

/// Reads one connection's header blocks, in order.
package final class HeaderDecoder {
    /// A block that isn't HPACK.
    package struct Failure: Error {
        let code: Int
    }

    private let inflater: OpaquePointer

    package init() {
        var inflater: OpaquePointer?
        nghttp2_hd_inflate_new(&inflater)
        guard let inflater else { preconditionFailure("nghttp2 has no memory") }
        self.inflater = inflater
    }

    deinit { nghttp2_hd_inflate_del(inflater) }

    package func decode(_ block: [UInt8]) throws -> [HeaderField] {
        var fields: [HeaderField] = []
        var rest = block[...]
        var flags: CInt = 0
        repeat {
            let (field, consumed) = try step(rest, &flags)
            if let field { fields.append(field) }
            rest = rest.dropFirst(consumed)
        } while flags & CInt(NGHTTP2_HD_INFLATE_FINAL.rawValue) == 0
        nghttp2_hd_inflate_end_headers(inflater)
        return fields
    }

    private func step(_ bytes: ArraySlice<UInt8>, _ flags: inout CInt) throws -> (HeaderField?, Int) {
        var pair = nghttp2_nv()
        let consumed = bytes.withUnsafeBufferPointer { nghttp2_hd_inflate_hd2(inflater, &pair, &flags, $0.baseAddress, $0.count, 1) }
        guard consumed >= 0 else { throw Failure(code: consumed) }
        guard flags & CInt(NGHTTP2_HD_INFLATE_EMIT.rawValue) != 0 else { return (nil, consumed) }
        return (HeaderField(text(pair.name, pair.namelen), text(pair.value, pair.valuelen)), consumed)
    }

    private func text(_ start: UnsafeMutablePointer<UInt8>?, _ count: Int) -> String {
        String(decoding: UnsafeBufferPointer(start: start, count: count), as: UTF8.self)
    }
}
