/// Writes the fields of one protobuf message, or only counts their bytes.
///
/// One function per message does both, so that a size can't disagree with what is written. Fields that have their default
/// value are left out, as protobuf 3 does.
package struct WireWriter {
    /// Where the bytes go; nil to count only.
    private let base: UnsafeMutableRawPointer?
    private(set) var count = 0
    /// The version of ExHook that decides which fields a message has; ExProto's messages don't look at it.
    let version: ExHookVersion

    /// A writer that only counts.
    init(countingFor version: ExHookVersion) {
        self.base = nil
        self.version = version
    }

    /// A writer to memory that has room for the whole message.
    init(_ base: UnsafeMutableRawPointer, version: ExHookVersion) {
        self.base = base
        self.version = version
    }
}

extension WireWriter {
    @inline(__always)
    mutating func string(_ field: UInt32, _ value: String) {
        guard !value.isEmpty else { return }
        alwaysString(field, value)
    }

    /// Writes the string even if it is empty, as map entries and repeated fields need it.
    @inline(__always)
    mutating func alwaysString(_ field: UInt32, _ value: String) {
        let length = value.utf8.count
        header(field, length: length)
        if let base, length > 0 { copy(value, to: base + count) }
        count += length
    }

    @inline(__always)
    mutating func bytes(_ field: UInt32, _ value: [UInt8]) {
        guard !value.isEmpty else { return }
        header(field, length: value.count)
        value.withUnsafeBytes { copy($0) }
    }

    @inline(__always)
    mutating func bool(_ field: UInt32, _ value: Bool) {
        uint64(field, value ? 1 : 0)
    }

    @inline(__always)
    mutating func uint32(_ field: UInt32, _ value: UInt32) {
        uint64(field, UInt64(value))
    }

    /// A negative number takes ten bytes, as protobuf's int32 and enums do.
    @inline(__always)
    mutating func int32(_ field: UInt32, _ value: Int32) {
        uint64(field, UInt64(bitPattern: Int64(value)))
    }

    @inline(__always)
    mutating func int64(_ field: UInt32, _ value: Int64) {
        uint64(field, UInt64(bitPattern: value))
    }

    @inline(__always)
    mutating func uint64(_ field: UInt32, _ value: UInt64) {
        guard value != 0 else { return }
        alwaysUInt64(field, value)
    }

    /// Writes the number even if it is 0, as a oneof needs it.
    @inline(__always)
    mutating func alwaysUInt64(_ field: UInt32, _ value: UInt64) {
        varint(UInt64(WireTag.varint(field).rawValue))
        varint(value)
    }

    /// Writes the message even if it is empty: that it is there says something, and some peers rely on it.
    @inline(__always)
    mutating func message<Message: WireMessage>(_ field: UInt32, _ value: Message) {
        let length = value.encodedSize(version: version)
        header(field, length: length)
        if base == nil {
            count += length
        } else {
            value.encode(to: &self)
        }
    }

    /// An entry of a protobuf map: both fields are always written.
    mutating func mapEntry(_ field: UInt32, _ key: String, _ value: String) {
        let length = Self.sizeOfField(1, length: key.utf8.count) + Self.sizeOfField(2, length: value.utf8.count)
        header(field, length: length)
        guard base != nil else { return count += length }
        alwaysString(1, key)
        alwaysString(2, value)
    }

    @inline(__always)
    mutating func messages<Message: WireMessage>(_ field: UInt32, _ values: [Message]) {
        for value in values { message(field, value) }
    }
}

extension WireWriter {
    /// The tag and the length of a field whose content is written next.
    @inline(__always)
    mutating func header(_ field: UInt32, length: Int) {
        varint(UInt64(WireTag.bytes(field).rawValue))
        varint(UInt64(length))
    }

    @inline(__always)
    private static func sizeOfVarint(_ value: UInt64) -> Int { (70 - (value | 1).leadingZeroBitCount) / 7 }

    @inline(__always)
    private static func sizeOfField(_ field: UInt32, length: Int) -> Int {
        sizeOfVarint(UInt64(WireTag.bytes(field).rawValue)) + sizeOfVarint(UInt64(length)) + length
    }

    @inline(__always)
    private mutating func varint(_ value: UInt64) {
        guard let base else {
            count += Self.sizeOfVarint(value)
            return
        }
        var rest = value
        while rest >= 0x80 {
            base.storeBytes(of: UInt8(truncatingIfNeeded: rest) | 0x80, toByteOffset: count, as: UInt8.self)
            rest >>= 7
            count += 1
        }
        base.storeBytes(of: UInt8(truncatingIfNeeded: rest), toByteOffset: count, as: UInt8.self)
        count += 1
    }

    @inline(__always)
    private mutating func copy(_ bytes: UnsafeRawBufferPointer) {
        if let base, let source = bytes.baseAddress {
            (base + count).copyMemory(from: source, byteCount: bytes.count)
        }
        count += bytes.count
    }

    /// Every string has contiguous storage but those that Apple's platforms bridge from Objective-C.
    @inline(__always)
    private func copy(_ value: String, to destination: UnsafeMutableRawPointer) {
        let isCopied: Void? = value.utf8.withContiguousStorageIfAvailable { bytes in
            destination.copyMemory(from: bytes.baseAddress!, byteCount: bytes.count)
        }
        if isCopied == nil { copyBridged(value, to: destination) }
    }

    @inline(never)
    private func copyBridged(_ value: String, to destination: UnsafeMutableRawPointer) {
        for (offset, byte) in value.utf8.enumerated() { destination.storeBytes(of: byte, toByteOffset: offset, as: UInt8.self) }
    }
}
