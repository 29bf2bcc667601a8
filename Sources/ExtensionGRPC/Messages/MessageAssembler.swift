/// Cuts a stream's DATA into length-prefixed messages: one byte "compressed", four bytes of length, the message (PROTOCOL-HTTP2.md).
///
/// A message that lies within one chunk is handed out in place; only a message in several chunks is copied together.
struct MessageAssembler {
    static let prefixLength = 5

    /// The beginning of a message whose end hasn't come yet, prefix included.
    private var partial: [UInt8] = []

    var bufferedBytes: Int { partial.count }
    var isMidMessage: Bool { !partial.isEmpty }

    /// Calls `deliver` for every message that `chunk` completes. The memory given to it is valid during that call only.
    mutating func receive(
        _ chunk: UnsafeRawBufferPointer,
        limit: Int,
        deliver: (_ isCompressed: Bool, _ message: UnsafeRawBufferPointer) throws(RPCError) -> Void
    ) throws(RPCError) {
        var rest = chunk
        if !partial.isEmpty {
            guard try completePartial(from: &rest, limit: limit, deliver: deliver) else { return }
        }
        while rest.count >= Self.prefixLength {
            let length = try Self.messageLength(rest, limit: limit)
            let end = Self.prefixLength + length
            guard end <= rest.count else { break }
            try deliver(rest[0] == 1, UnsafeRawBufferPointer(rebasing: rest[Self.prefixLength..<end]))
            rest = UnsafeRawBufferPointer(rebasing: rest[end...])
        }
        if !rest.isEmpty { partial.append(contentsOf: rest) }
    }

    /// False while the message that `partial` began is still incomplete.
    private mutating func completePartial(
        from rest: inout UnsafeRawBufferPointer,
        limit: Int,
        deliver: (Bool, UnsafeRawBufferPointer) throws(RPCError) -> Void
    ) throws(RPCError) -> Bool {
        take(&rest, upTo: Self.prefixLength)
        guard partial.count >= Self.prefixLength else { return false }
        let length = try partial.withUnsafeBufferPointer { (bytes) throws(RPCError) in
            try Self.messageLength(UnsafeRawBufferPointer(bytes), limit: limit)
        }
        take(&rest, upTo: Self.prefixLength + length)
        guard partial.count == Self.prefixLength + length else { return false }
        let message = partial
        partial = []
        try message.withUnsafeBufferPointer { (bytes) throws(RPCError) in
            try deliver(bytes[0] == 1, UnsafeRawBufferPointer(UnsafeBufferPointer(rebasing: bytes[Self.prefixLength...])))
        }
        return true
    }

    private mutating func take(_ rest: inout UnsafeRawBufferPointer, upTo count: Int) {
        let missing = min(max(0, count - partial.count), rest.count)
        partial.append(contentsOf: UnsafeRawBufferPointer(rebasing: rest[..<missing]))
        rest = UnsafeRawBufferPointer(rebasing: rest[missing...])
    }

    @inline(__always)
    private static func messageLength(_ prefix: UnsafeRawBufferPointer, limit: Int) throws(RPCError) -> Int {
        guard prefix[0] <= 1 else { throw RPCError(.internalError, "the message prefix has flags that gRPC doesn't know") }
        let length = Int(UInt32(bigEndian: prefix.loadUnaligned(fromByteOffset: 1, as: UInt32.self)))
        guard length <= limit else {
            throw RPCError(.resourceExhausted, "the message has \(length) bytes, more than the limit of \(limit)")
        }
        return length
    }
}
