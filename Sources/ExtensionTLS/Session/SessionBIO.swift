import CExtensionOpenSSL
import NIOCore

/// What OpenSSL reads ciphertext from and writes it to: the bytes being received, where they lie, and a buffer that exists while there is
/// something to send.
final class SessionBIO {
    /// What OpenSSL has not yet read. Set for the duration of a call alone.
    private var input = UnsafeRawBufferPointer(start: nil, count: 0)
    private(set) var output = ByteBuffer()

    nonisolated(unsafe) private static let method = makeMethod()  // only read, once it is made

    /// Attaches it to an `SSL`, which it has to outlive.
    func attach(to ssl: OpaquePointer) {
        guard let bio = BIO_new(Self.method) else { preconditionFailure("OpenSSL is out of memory") }
        BIO_set_data(bio, Unmanaged.passUnretained(self).toOpaque())
        BIO_set_init(bio, 1)
        SSL_set_bio(ssl, bio, bio)
    }

    /// Lets OpenSSL read `bytes` within `body`. It reads all of them unless it fails.
    func withInput<Result, Failure>(
        _ bytes: UnsafeRawBufferPointer,
        _ body: () throws(Failure) -> Result
    ) throws(Failure) -> Result {
        input = bytes
        defer { input = UnsafeRawBufferPointer(start: nil, count: 0) }
        return try body()
    }

    func reserve(_ count: Int) { output.reserveCapacity(minimumWritableBytes: count) }

    func takeOutput() -> ByteBuffer? {
        guard output.readableBytes > 0 else { return nil }
        defer { output = ByteBuffer() }
        return output
    }

    /// -1 when there is nothing, which makes OpenSSL ask again later.
    private func read(into destination: UnsafeMutableRawBufferPointer) -> Int32 {
        guard !input.isEmpty else { return -1 }
        let count = min(input.count, destination.count)
        destination.copyMemory(from: UnsafeRawBufferPointer(rebasing: input.prefix(count)))
        input = UnsafeRawBufferPointer(rebasing: input.dropFirst(count))
        return Int32(count)
    }

    private static func of(_ bio: OpaquePointer?) -> SessionBIO? {
        BIO_get_data(bio).map { Unmanaged<SessionBIO>.fromOpaque($0).takeUnretainedValue() }
    }

    private static func makeMethod() -> OpaquePointer {
        guard let method = BIO_meth_new(BIO_get_new_index() | BIO_TYPE_SOURCE_SINK, "SwiftNIO") else {
            preconditionFailure("OpenSSL is out of memory")
        }
        BIO_meth_set_read(method) { bio, bytes, count in
            extension_bio_clear_retry(bio)
            let read = SessionBIO.of(bio)?.read(into: UnsafeMutableRawBufferPointer(start: bytes, count: Int(count))) ?? -1
            if read < 0 { extension_bio_set_retry_read(bio) }
            return read
        }
        BIO_meth_set_write(method) { bio, bytes, count in
            SessionBIO.of(bio)?.output.writeBytes(UnsafeRawBufferPointer(start: bytes, count: Int(count)))
            return count
        }
        BIO_meth_set_ctrl(method) { _, command, _, _ in command == BIO_CTRL_FLUSH ? 1 : 0 }
        return method
    }
}
