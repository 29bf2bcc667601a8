/// The names that brokers send with nearly every message, as literals: a string that isn't made takes no memory and no time.
enum KnownName {
    static func find(_ bytes: UnsafeBufferPointer<UInt8>) -> String? {
        switch bytes.count {
        // Headers of messages.
        case 8 where bytes.equals("username"): "username"
        case 8 where bytes.equals("protocol"): "protocol"
        case 8 where bytes.equals("peerhost"): "peerhost"
        case 13 where bytes.equals("allow_publish"): "allow_publish"
        // Properties of PUBLISH (MQTT 5, 3.3.2.3).
        case 11 where bytes.equals("Topic-Alias"): "Topic-Alias"
        case 12 where bytes.equals("Content-Type"): "Content-Type"
        case 14 where bytes.equals("Response-Topic"): "Response-Topic"
        case 16 where bytes.equals("Correlation-Data"): "Correlation-Data"
        case 23 where bytes.equals("Message-Expiry-Interval"): "Message-Expiry-Interval"
        case 23 where bytes.equals("Subscription-Identifier"): "Subscription-Identifier"
        case 24 where bytes.equals("Payload-Format-Indicator"): "Payload-Format-Indicator"
        default: nil
        }
    }
}

extension UnsafeBufferPointer<UInt8> {
    /// Compares eight bytes at a time, of which both have at least as many.
    @inline(__always)
    fileprivate func equals(_ text: StaticString) -> Bool {
        let expected = UnsafeRawPointer(text.utf8Start)
        let bytes = UnsafeRawPointer(baseAddress!)
        var offset = 0
        while offset + 8 < count {
            guard bytes.word(at: offset) == expected.word(at: offset) else { return false }
            offset += 8
        }
        return bytes.word(at: count - 8) == expected.word(at: count - 8)
    }
}

extension UnsafeRawPointer {
    @inline(__always)
    fileprivate func word(at offset: Int) -> UInt64 { loadUnaligned(fromByteOffset: offset, as: UInt64.self) }
}
