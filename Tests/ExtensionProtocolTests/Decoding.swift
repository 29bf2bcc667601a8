import ExtensionProtocol

extension HookEvent {
    /// Decodes bytes that a test holds in an array.
    static func decode(_ bytes: [UInt8], version: ExHookVersion) throws(WireError) -> (event: Self, broker: BrokerMetadata) {
        try readable(bytes) { (buffer) throws(WireError) in try decode(buffer, version: version) }
    }
}

extension WireMessage {
    /// Decodes bytes that a test holds in an array.
    init(decoding bytes: [UInt8], version: ExHookVersion = .v3) throws(WireError) {
        self = try readable(bytes) { (buffer) throws(WireError) in try Self(decoding: buffer, version: version) }
    }
}

/// Puts the bytes where a read beyond their end meets other memory than theirs.
private func readable<Value>(_ bytes: [UInt8], _ body: (UnsafeRawBufferPointer) throws(WireError) -> Value) throws(WireError) -> Value {
    let buffer = UnsafeMutableRawBufferPointer.allocate(byteCount: bytes.count, alignment: 1)
    defer { buffer.deallocate() }
    buffer.copyBytes(from: bytes)
    return try body(UnsafeRawBufferPointer(buffer))
}
