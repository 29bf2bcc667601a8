import NIOCore

/// What a call has still to send: framed messages, then its end. No IO; nghttp2 reads from it.
struct ResponseOutbox {
    enum Read: Equatable {
        case bytes(Int)
        /// So many bytes, the last of the response: trailers follow.
        case last(Int)
        /// Nothing now, more later.
        case later
    }

    /// The message that is being sent; empty when there is none.
    private var current: [UInt8] = []
    private var offset = 0
    /// The ones behind it; a unary response has none.
    private var waiting: CircularBuffer<[UInt8]>?
    private(set) var queuedBytes = 0
    private(set) var hasBegun = false
    private(set) var end: (status: RPCStatus, metadata: RPCMetadata)?

    /// A message with its gRPC prefix, in one allocation.
    static func message(byteCount: Int, _ encode: (UnsafeMutableRawBufferPointer) -> Void) -> [UInt8] {
        let total = MessageAssembler.prefixLength + byteCount
        return [UInt8](unsafeUninitializedCapacity: total) { buffer, count in
            let raw = UnsafeMutableRawBufferPointer(buffer)
            raw[0] = 0
            raw.storeBytes(of: UInt32(byteCount).bigEndian, toByteOffset: 1, as: UInt32.self)
            encode(UnsafeMutableRawBufferPointer(rebasing: raw[MessageAssembler.prefixLength..<total]))
            count = total
        }
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
            waiting = waiting ?? CircularBuffer(initialCapacity: 4)
            waiting?.append(message)
        }
    }

    /// Queued messages are sent before an end with status OK, and dropped by any other, but for one that is partly sent.
    mutating func finish(_ status: RPCStatus, metadata: RPCMetadata) {
        end = (status, metadata)
        guard status != .ok else { return }
        waiting = nil
        if offset == 0 { current = [] }
        queuedBytes = current.count - offset
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
        current = waiting?.popFirst() ?? []
    }
}
