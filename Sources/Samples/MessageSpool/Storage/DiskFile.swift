#if canImport(Glibc)
import Glibc
#elseif canImport(Musl)
import Musl
#else
import Darwin
#endif

/// A file on the disk.
final class DiskFile: SpoolFile {
    private let descriptor: Int32
    private let path: String

    init(descriptor: Int32, path: String) {
        self.descriptor = descriptor
        self.path = path
    }

    deinit { close(descriptor) }

    func size() throws(StorageFailure) -> Int {
        var status = stat()
        guard fstat(descriptor, &status) == 0 else { throw failure("fstat") }
        return Int(status.st_size)
    }

    func read(_ count: Int, at offset: Int) throws(StorageFailure) -> [UInt8] {
        var failed = false
        let bytes = [UInt8](unsafeUninitializedCapacity: count) { buffer, done in
            while done < count {
                let result = pread(descriptor, buffer.baseAddress.map { $0 + done }, count - done, off_t(offset + done))
                if result < 0, errno == EINTR { continue }
                failed = result < 0
                guard result > 0 else { return }
                done += result
            }
        }
        if failed { throw failure("pread") }
        return bytes
    }

    func write(_ bytes: [UInt8], at offset: Int) throws(StorageFailure) {
        var done = 0
        while done < bytes.count {
            let result = bytes.withUnsafeBytes { buffer in
                let rest = buffer[done...]
                return pwrite(descriptor, UnsafeRawBufferPointer(rebasing: rest).baseAddress, rest.count, off_t(offset + done))
            }
            if result < 0, errno == EINTR { continue }
            // A disk that is full may take a part; the next call says why it isn't all.
            guard result > 0 else { throw failure("pwrite") }
            done += result
        }
    }

    func synchronize() throws(StorageFailure) {
        #if canImport(Darwin)
        // fsync(2) there stops at the drive's cache.
        guard fcntl(descriptor, F_FULLFSYNC) != -1 else { throw failure("fcntl F_FULLFSYNC") }
        #else
        guard fdatasync(descriptor) == 0 else { throw failure("fdatasync") }
        #endif
    }

    func truncate(to size: Int) throws(StorageFailure) {
        guard ftruncate(descriptor, off_t(size)) == 0 else { throw failure("ftruncate") }
    }

    private func failure(_ operation: String) -> StorageFailure { StorageFailure(operation: operation, path: path, code: errno) }
}
