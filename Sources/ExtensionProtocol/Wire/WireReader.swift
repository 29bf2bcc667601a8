/// Reads the fields of one protobuf message. It doesn't own the bytes: they must outlive it.
package struct WireReader {
    private var cursor: UnsafeRawPointer
    private let end: UnsafeRawPointer
    /// The version of ExHook that decides which fields a message has; ExProto's messages don't look at it.
    let version: ExHookVersion

    package init(_ bytes: UnsafeRawBufferPointer, version: ExHookVersion) {
        // An empty buffer may have no address; nothing is read from this one.
        self.init(start: bytes.baseAddress ?? Self.nowhere, count: bytes.count, version: version)
    }

    @inline(__always)
    private init(start: UnsafeRawPointer, count: Int, version: ExHookVersion) {
        self.cursor = start
        self.end = start + count
        self.version = version
    }

    private static var nowhere: UnsafeRawPointer { UnsafeRawPointer(bitPattern: 1)! }

    @inline(__always)
    private var remaining: Int { end - cursor }
}

extension WireReader {
    /// The next field's tag, nil at the end of the message.
    @inline(__always)
    mutating func nextTag() throws(WireError) -> WireTag? {
        guard cursor < end else { return nil }
        let byte = cursor.load(as: UInt8.self)
        guard byte >= 0x80 else {
            cursor += 1
            return try checked(UInt32(byte))
        }
        return try checked(longTag())
    }

    @inline(__always)
    private func checked(_ rawValue: UInt32) throws(WireError) -> WireTag {
        guard rawValue >> 3 != 0, rawValue & 7 < 6 else { throw .malformedTag }
        return WireTag(rawValue: rawValue)
    }

    /// A tag has 32 bits, so five bytes at most.
    private mutating func longTag() throws(WireError) -> UInt32 {
        let start = cursor
        let value = try varint()
        guard value <= UInt64(UInt32.max), cursor - start <= 5 else { throw .malformedVarint }
        return UInt32(truncatingIfNeeded: value)
    }

    @inline(__always)
    mutating func varint() throws(WireError) -> UInt64 {
        guard cursor < end else { throw .truncated }
        let byte = cursor.load(as: UInt8.self)
        guard byte >= 0x80 else {
            cursor += 1
            return UInt64(byte)
        }
        return try longVarint()
    }

    private mutating func longVarint() throws(WireError) -> UInt64 {
        var value: UInt64 = 0
        var shift: UInt64 = 0
        while shift < 70 {
            guard cursor < end else { throw .truncated }
            let byte = cursor.load(as: UInt8.self)
            cursor += 1
            value |= UInt64(byte & 0x7f) &<< shift
            if byte < 0x80 { return value }
            shift += 7
        }
        throw .malformedVarint
    }

    /// The content of a field with a length.
    @inline(__always)
    mutating func lengthDelimited() throws(WireError) -> UnsafeRawBufferPointer {
        let length = try varint()
        guard length <= UInt64(remaining) else { throw .truncated }
        let content = UnsafeRawBufferPointer(start: cursor, count: Int(truncatingIfNeeded: length))
        cursor += content.count
        return content
    }
}

extension WireReader {
    /// Invalid UTF-8 is replaced by U+FFFD: brokers send what clients sent them, and a client identifier can be any bytes.
    @inline(__always)
    mutating func string() throws(WireError) -> String {
        String(decoding: try lengthDelimited().assumingMemoryBound(to: UInt8.self), as: UTF8.self)
    }

    /// A string that is mostly one of few.
    @inline(__always)
    mutating func name() throws(WireError) -> String {
        let bytes = try lengthDelimited().assumingMemoryBound(to: UInt8.self)
        return KnownName.find(bytes) ?? String(decoding: bytes, as: UTF8.self)
    }

    @inline(__always)
    mutating func bytes() throws(WireError) -> [UInt8] {
        [UInt8](try lengthDelimited())
    }

    @inline(__always)
    mutating func bool() throws(WireError) -> Bool {
        try varint() != 0
    }

    @inline(__always)
    mutating func uint32() throws(WireError) -> UInt32 {
        UInt32(truncatingIfNeeded: try varint())
    }

    @inline(__always)
    mutating func int32() throws(WireError) -> Int32 {
        Int32(truncatingIfNeeded: try varint())
    }

    @inline(__always)
    mutating func int64() throws(WireError) -> Int64 {
        Int64(truncatingIfNeeded: try varint())
    }

    @inline(__always)
    mutating func qos() throws(WireError) -> QoS {
        QoS(rawValue: try uint32())
    }

    /// Merges a submessage into a value: protobuf lets a message come in several pieces.
    @inline(__always)
    mutating func merge<Message: WireMessage>(into message: inout Message) throws(WireError) {
        var content = try submessage()
        try message.merge(from: &content)
    }

    /// One element of a repeated field.
    @inline(__always)
    mutating func element<Message: WireMessage>() throws(WireError) -> Message {
        var message = Message()
        try merge(into: &message)
        return message
    }

    @inline(__always)
    private mutating func submessage() throws(WireError) -> WireReader {
        let content = try lengthDelimited()
        return WireReader(start: content.baseAddress ?? Self.nowhere, count: content.count, version: version)
    }
}

extension WireReader {
    private static let maximumGroupDepth = 100

    /// Skips the content of a field that the message doesn't have, or has with another wire type.
    mutating func skip(_ tag: WireTag) throws(WireError) {
        try skip(tag, depth: 0)
    }

    private mutating func skip(_ tag: WireTag, depth: Int) throws(WireError) {
        switch tag.rawValue & 7 {
        case 0: _ = try varint()
        case 1: try skip(count: 8)
        case 2: _ = try lengthDelimited()
        case 3: try skipGroup(tag.fieldNumber, depth: depth + 1)
        case 5: try skip(count: 4)
        default: throw .unbalancedGroup
        }
    }

    private mutating func skip(count: Int) throws(WireError) {
        guard count <= remaining else { throw .truncated }
        cursor += count
    }

    private mutating func skipGroup(_ fieldNumber: UInt32, depth: Int) throws(WireError) {
        guard depth <= Self.maximumGroupDepth else { throw .tooManyGroups }
        while let tag = try nextTag() {
            if tag.rawValue & 7 == 4 {
                guard tag.fieldNumber == fieldNumber else { throw .unbalancedGroup }
                return
            }
            try skip(tag, depth: depth)
        }
        throw .truncated
    }
}
