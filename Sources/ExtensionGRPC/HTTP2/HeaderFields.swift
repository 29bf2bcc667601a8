import CExtensionNghttp2

/// Header fields with names in static memory, which nghttp2 refers to and doesn't copy.
enum HeaderFields {
    static func field(_ name: StaticString, _ value: StaticString) -> nghttp2_nv {
        field(name, kept: UnsafeBufferPointer(start: value.utf8Start, count: value.utf8CodeUnitCount))
    }

    /// The value's memory lives as long as the session.
    static func field(_ name: StaticString, kept value: UnsafeBufferPointer<UInt8>) -> nghttp2_nv {
        field(name, value, flags: NGHTTP2_NV_FLAG_NO_COPY_NAME.rawValue | NGHTTP2_NV_FLAG_NO_COPY_VALUE.rawValue)
    }

    /// The value's memory lives until the field has been handed over.
    static func field(_ name: StaticString, copied value: UnsafeBufferPointer<UInt8>) -> nghttp2_nv {
        field(name, value, flags: NGHTTP2_NV_FLAG_NO_COPY_NAME.rawValue)
    }

    private static func field(_ name: StaticString, _ value: UnsafeBufferPointer<UInt8>, flags: UInt32) -> nghttp2_nv {
        nghttp2_nv(
            name: UnsafeMutablePointer(mutating: name.utf8Start),
            value: UnsafeMutablePointer(mutating: value.baseAddress),
            namelen: name.utf8CodeUnitCount,
            valuelen: value.count,
            flags: UInt8(flags)
        )
    }
}

/// The header fields of one message: those made for it stand in one array while nghttp2 copies them, others in static memory.
struct HeaderBlock {
    private enum Field {
        case made(name: Range<Int>, value: Range<Int>)
        case fixed(nghttp2_nv)
    }

    private var bytes: [UInt8] = []
    private var fields: [Field] = []

    init() {
        // What most blocks need, so that none grows step by step.
        bytes.reserveCapacity(256)
        fields.reserveCapacity(12)
    }

    mutating func append(fixed name: StaticString, _ value: StaticString) { fields.append(.fixed(HeaderFields.field(name, value))) }

    mutating func append(_ name: String, _ value: some Collection<UInt8>) {
        let nameStart = bytes.count
        bytes.append(contentsOf: name.utf8)
        let valueStart = bytes.count
        bytes.append(contentsOf: value)
        fields.append(.made(name: nameStart..<valueStart, value: valueStart..<bytes.count))
    }

    mutating func append(_ name: String, _ value: String) { append(name, value.utf8) }

    mutating func append(_ metadata: RPCMetadata) {
        for entry in metadata {
            switch entry.value {
            case .text(let text): append(entry.name, text)
            case .binary(let bytes): append(entry.name, Base64.encode(bytes))
            }
        }
    }

    func withFields<Result>(_ body: (UnsafePointer<nghttp2_nv>, Int) -> Result) -> Result {
        bytes.withUnsafeBufferPointer { buffer in
            let base = UnsafeMutablePointer(mutating: buffer.baseAddress)
            return withUnsafeTemporaryAllocation(of: nghttp2_nv.self, capacity: fields.count) { values in
                for (index, field) in fields.enumerated() { values[index] = Self.field(field, base) }
                return body(values.baseAddress!, values.count)
            }
        }
    }

    private static func field(_ field: Field, _ base: UnsafeMutablePointer<UInt8>?) -> nghttp2_nv {
        switch field {
        case .fixed(let field): field
        case .made(let name, let value):
            nghttp2_nv(
                name: base?.advanced(by: name.lowerBound),
                value: base?.advanced(by: value.lowerBound),
                namelen: name.count,
                valuelen: value.count,
                flags: UInt8(NGHTTP2_NV_FLAG_NONE.rawValue)
            )
        }
    }
}
