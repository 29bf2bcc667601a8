import CExtensionZlib

/// What `gunzip` throws when the input isn't one whole gzip stream.
struct GunzipError: Error {
    let zlibCode: CInt
}

/// Decompresses one gzip stream.
func gunzip(_ compressed: [UInt8]) throws -> [UInt8] {
    var stream = z_stream()
    let gzipFormat: CInt = 16
    try check(inflateInit2_(&stream, MAX_WBITS + gzipFormat, ZLIB_VERSION, CInt(MemoryLayout<z_stream>.size)), is: Z_OK)
    defer { inflateEnd(&stream) }

    var input = compressed
    return try input.withUnsafeMutableBufferPointer { input in
        stream.next_in = input.baseAddress
        stream.avail_in = CUnsignedInt(input.count)
        return try inflateToEnd(&stream)
    }
}

private func inflateToEnd(_ stream: inout z_stream) throws -> [UInt8] {
    var output: [UInt8] = []
    var code = Z_OK
    while code != Z_STREAM_END {
        let chunk = try [UInt8](unsafeUninitializedCapacity: 1 << 20) { buffer, count in
            stream.next_out = buffer.baseAddress
            stream.avail_out = CUnsignedInt(buffer.count)
            code = inflate(&stream, Z_NO_FLUSH)
            count = buffer.count - Int(stream.avail_out)
            try check(code, is: Z_OK, Z_STREAM_END)
        }
        output += chunk
    }
    return output
}

private func check(_ code: CInt, is expected: CInt...) throws {
    guard expected.contains(code) else { throw GunzipError(zlibCode: code) }
}
