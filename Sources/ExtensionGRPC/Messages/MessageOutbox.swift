/// What one side of a call has still to send: framed messages, then its end. No IO; nghttp2 reads from it.
struct MessageOutbox {
    enum Read: Equatable {
        case bytes(Int)
        /// So many bytes, the last ones: the end follows.
        case last(Int)
        /// Nothing now, more later.
        case later
    }

    private static let byteLimit = 64 << 10
    private static let messageLimit = 256

    /// The message that is being sent; empty when there is none.
    private var current: [UInt8] = []
    private var offset = 0
    /// The ones behind it; a unary call has none.
    private var waiting = MessageQueue()
    private(set) var queuedBytes = 0
    private(set) var hasBegun = false
    private(set) var end: (status: RPCStatus, metadata: RPCMetadata)?

    /// True when whoever sends more should wait: so much is unsent in bytes, or in messages, which make work for the loop however short.
    var isFull: Bool { queuedBytes >= Self.byteLimit || waiting.count >= Self.messageLimit }

    private static let emptyMessage = [UInt8](repeating: 0, count: MessageAssembler.prefixLength)

    /// A message with its gRPC prefix.
    static func message(byteCount: Int, _ encode: (UnsafeMutableRawBufferPointer) -> Void) -> [UInt8] {
        guard byteCount > 0 else { return emptyMessage }
        let total = MessageAssembler.prefixLength + byteCount
        // Copying a short message from the stack is less work than having an array without content made by the standard library.
        if total <= 1024 {
            return withUnsafeTemporaryAllocation(byteCount: total, alignment: 1) { buffer in
                write(byteCount, to: buffer, encode)
                return [UInt8](buffer)
            }
        }
        return [UInt8](unsafeUninitializedCapacity: total) { buffer, count in
            write(byteCount, to: UnsafeMutableRawBufferPointer(buffer), encode)
            count = total
        }
    }

    @inline(__always)
    private static func write(
        _ byteCount: Int,
        to buffer: UnsafeMutableRawBufferPointer,
        _ encode: (UnsafeMutableRawBufferPointer) -> Void
    ) {
        buffer[0] = 0
        buffer.storeBytes(of: UInt32(byteCount).bigEndian, toByteOffset: 1, as: UInt32.self)
        encode(UnsafeMutableRawBufferPointer(rebasing: buffer[MessageAssembler.prefixLength...]))
    }

    static func gzip(_ message: [UInt8]) -> [UInt8] {
        let plain = message.withUnsafeBytes { Gzip.compress(UnsafeRawBufferPointer(rebasing: $0[MessageAssembler.prefixLength...])) }
        var compressed = self.message(byteCount: plain.count) { $0.copyBytes(from: plain) }
        compressed[0] = 1
        return compressed
    }

    mutating func append(_ message: [UInt8]) {
        hasBegun = true
        queuedBytes += message.count
        if current.isEmpty {
            current = message
        } else {
            waiting.append(message)
        }
    }

    /// The end comes after the messages that are queued.
    mutating func finish(_ status: RPCStatus, metadata: RPCMetadata) { end = (status, metadata) }

    /// Drops what is queued.
    mutating func removeMessages() {
        current = []
        offset = 0
        waiting = MessageQueue()
        queuedBytes = 0
    }

    mutating func read(into destination: UnsafeMutableRawBufferPointer) -> Read {
        var written = 0
        while written < destination.count, !current.isEmpty {
            let count = min(destination.count - written, current.count - offset)
            current.withUnsafeBytes { bytes in
                let rest = UnsafeMutableRawBufferPointer(rebasing: destination[written...])
                rest.copyMemory(from: UnsafeRawBufferPointer(rebasing: bytes[offset..<(offset + count)]))
            }
            written += count
            advance(by: count)
        }
        queuedBytes -= written
        if current.isEmpty, end != nil { return .last(written) }
        return written == 0 ? .later : .bytes(written)
    }

    private mutating func advance(by count: Int) {
        offset += count
        guard offset == current.count else { return }
        offset = 0
        current = waiting.popFirst() ?? []
    }
}
