/// Bytes that swift-protobuf 1.39 itself doesn't read as protobuf says, so that it is no oracle for them.
enum OracleQuirk {
    static func affects(_ bytes: [UInt8], in message: String) -> Bool {
        hasMistypedMapEntry(bytes, in: message) || hasPaddedTag(bytes)
    }

    /// A key or value that isn't a string should count as an unknown field. swift-protobuf doesn't skip it, and takes its content for tags.
    private static func hasMistypedMapEntry(_ bytes: [UInt8], in message: String) -> Bool {
        let (package, name) = split(message)
        guard package.hasPrefix("emqx.exhook"), let number = fieldsWithHeaders[name] else { return false }
        return strings(bytes[...], number).contains { message in
            strings(message, 8).contains { entry in
                OracleFields(entry).contains { (1...2).contains($0.number) && $0.wireType != 2 }
            }
        }
    }

    /// Which field of a request or response is a message with headers.
    private static let fieldsWithHeaders = [
        "MessagePublishRequest": 1, "MessageDeliveredRequest": 2, "MessageDroppedRequest": 1, "MessageAckedRequest": 2, "ValuedResponse": 4,
    ]

    private static func split(_ message: String) -> (package: Substring, name: String) {
        let dot = message.lastIndex(of: ".") ?? message.startIndex
        return (message[..<dot], String(message[message.index(after: dot)...]))
    }

    /// The contents of the fields of a number that have a length.
    private static func strings(_ bytes: ArraySlice<UInt8>, _ number: Int) -> [ArraySlice<UInt8>] {
        OracleFields(bytes).filter { $0.number == number && $0.wireType == 2 }.map(\.content)
    }

    /// A tag has five bytes at most, but swift-protobuf takes ten within groups and map entries. This is any varint of that form.
    private static func hasPaddedTag(_ bytes: [UInt8]) -> Bool {
        var length = 0
        for (index, byte) in bytes.enumerated() {
            length = byte >= 0x80 ? length + 1 : 0
            if length >= 5, bytes[(index + 1)...].first(where: { $0 != 0x80 }) == 0 { return true }
        }
        return false
    }
}
