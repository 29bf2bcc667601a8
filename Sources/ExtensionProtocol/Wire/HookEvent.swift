/// An event that is, together with the broker's metadata, the request of a hook's rpc.
package protocol HookEvent: Sendable {
    init()

    /// Reads the request's fields until its end.
    mutating func merge(from reader: inout WireReader, broker: inout BrokerMetadata) throws(WireError)

    /// Writes the request's fields in the order of their numbers.
    func encode(to writer: inout WireWriter, broker: BrokerMetadata)
}

extension HookEvent {
    /// Reads a whole request.
    package static func decode(
        _ bytes: UnsafeRawBufferPointer,
        version: ExHookVersion
    ) throws(WireError) -> (event: Self, broker: BrokerMetadata) {
        var reader = WireReader(bytes, version: version)
        var event = Self()
        var broker = BrokerMetadata()
        try event.merge(from: &reader, broker: &broker)
        return (event, broker)
    }

    /// How many bytes the request takes.
    package func encodedSize(broker: BrokerMetadata, version: ExHookVersion) -> Int {
        var writer = WireWriter(countingFor: version)
        encode(to: &writer, broker: broker)
        return writer.count
    }

    /// Writes the request to memory that has room for its encoded size.
    package func encode(into buffer: UnsafeMutableRawBufferPointer, broker: BrokerMetadata, version: ExHookVersion) {
        assert(buffer.count >= encodedSize(broker: broker, version: version))
        guard let base = buffer.baseAddress else { return }
        var writer = WireWriter(base, version: version)
        encode(to: &writer, broker: broker)
    }

    /// The request's bytes.
    package func encoded(broker: BrokerMetadata, version: ExHookVersion) -> [UInt8] {
        let size = encodedSize(broker: broker, version: version)
        return [UInt8](unsafeUninitializedCapacity: size) { buffer, count in
            encode(into: UnsafeMutableRawBufferPointer(buffer), broker: broker, version: version)
            count = size
        }
    }
}
