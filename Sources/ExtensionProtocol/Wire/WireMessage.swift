/// A value that is a protobuf message on the wire.
package protocol WireMessage: Sendable {
    init()

    /// Reads fields until the end of the message, on top of what the value holds.
    mutating func merge(from reader: inout WireReader) throws(WireError)

    /// Writes the fields in the order of their numbers.
    func encode(to writer: inout WireWriter)
}

extension WireMessage {
    /// Reads a whole message.
    package init(decoding bytes: UnsafeRawBufferPointer, version: ExHookVersion = .v3) throws(WireError) {
        var reader = WireReader(bytes, version: version)
        self.init()
        try merge(from: &reader)
    }

    /// How many bytes the message takes.
    package func encodedSize(version: ExHookVersion = .v3) -> Int {
        var writer = WireWriter(countingFor: version)
        encode(to: &writer)
        return writer.count
    }

    /// Writes the message to memory that has room for its encoded size.
    package func encode(into buffer: UnsafeMutableRawBufferPointer, version: ExHookVersion = .v3) {
        assert(buffer.count >= encodedSize(version: version))
        guard let base = buffer.baseAddress else { return }
        var writer = WireWriter(base, version: version)
        encode(to: &writer)
    }

    /// The message's bytes.
    package func encoded(version: ExHookVersion = .v3) -> [UInt8] {
        let size = encodedSize(version: version)
        return [UInt8](unsafeUninitializedCapacity: size) { buffer, count in
            encode(into: UnsafeMutableRawBufferPointer(buffer), version: version)
            count = size
        }
    }
}

/// The empty answer to everything that isn't a decision.
package struct EmptySuccess: WireMessage, Hashable {
    package init() {}

    package mutating func merge(from reader: inout WireReader) throws(WireError) {
        while let tag = try reader.nextTag() { try reader.skip(tag) }
    }

    package func encode(to writer: inout WireWriter) {}
}
