import CExtensionZlib

/// The message encoding `gzip`, whole messages at a time.
enum Gzip {
    /// 15 bits of window, plus 16 for a gzip wrapper around the deflate stream (zlib.h, inflateInit2).
    private static let windowBits: Int32 = 15 + 16

    /// Throws `resourceExhausted` as soon as more than `limit` bytes come out, `internalError` for what isn't gzip.
    static func decompress(_ bytes: UnsafeRawBufferPointer, limit: Int) throws(RPCError) -> [UInt8] {
        var stream = z_stream()
        guard inflateInit2_(&stream, windowBits, ZLIB_VERSION, Int32(MemoryLayout<z_stream>.size)) == Z_OK else {
            throw RPCError(.internalError, "zlib has no memory")
        }
        defer { inflateEnd(&stream) }
        stream.next_in = UnsafeMutablePointer(mutating: bytes.bindMemory(to: UInt8.self).baseAddress)
        stream.avail_in = UInt32(bytes.count)
        var out: [UInt8] = []
        var chunk = [UInt8](repeating: 0, count: max(512, min(64 << 10, bytes.count * 4)))
        var result = Z_OK
        while result == Z_OK {
            result = pump(&stream, into: &chunk, out: &out) { inflate(&$0, Z_NO_FLUSH) }
            guard out.count <= limit else {
                throw RPCError(.resourceExhausted, "the message is longer than \(limit) bytes when decompressed")
            }
        }
        guard result == Z_STREAM_END, stream.avail_in == 0 else {
            throw RPCError(.internalError, "the message isn't valid gzip")
        }
        return out
    }

    static func compress(_ bytes: UnsafeRawBufferPointer) -> [UInt8] {
        var stream = z_stream()
        let version = Int32(MemoryLayout<z_stream>.size)
        let ready = deflateInit2_(&stream, Z_DEFAULT_COMPRESSION, Z_DEFLATED, windowBits, 8, Z_DEFAULT_STRATEGY, ZLIB_VERSION, version)
        precondition(ready == Z_OK, "zlib has no memory")
        defer { deflateEnd(&stream) }
        stream.next_in = UnsafeMutablePointer(mutating: bytes.bindMemory(to: UInt8.self).baseAddress)
        stream.avail_in = UInt32(bytes.count)
        var out: [UInt8] = []
        var chunk = [UInt8](repeating: 0, count: Int(deflateBound(&stream, UInt(bytes.count))))
        while pump(&stream, into: &chunk, out: &out, step: { deflate(&$0, Z_FINISH) }) == Z_OK {}
        return out
    }

    private static func pump(
        _ stream: inout z_stream,
        into chunk: inout [UInt8],
        out: inout [UInt8],
        step: (inout z_stream) -> Int32
    ) -> Int32 {
        chunk.withUnsafeMutableBufferPointer { buffer in
            stream.next_out = buffer.baseAddress
            stream.avail_out = UInt32(buffer.count)
            let result = step(&stream)
            out.append(contentsOf: UnsafeBufferPointer(rebasing: buffer[..<(buffer.count - Int(stream.avail_out))]))
            return result
        }
    }
}
