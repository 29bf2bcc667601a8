#if canImport(Glibc)
import Glibc
#elseif canImport(Musl)
import Musl
#else
import Darwin
#endif

/// The exclusive lock on a directory: flock(2) on a file in it, with the number of the process that has it. Given back when released, and
/// by the system when the process ends in any way.
final class DirectoryLock: Sendable {
    private let descriptor: Int32

    init(directory: String) throws(SpoolError) {
        let path = "\(directory)/\(FileNames.lock)"
        let opened = open(path, O_RDWR | O_CREAT | O_CLOEXEC, 0o600)
        guard opened >= 0 else { throw .storage(StorageFailure(operation: "open", path: path, code: errno)) }
        guard flock(opened, LOCK_EX | LOCK_NB) == 0 else {
            defer { close(opened) }
            if errno == EWOULDBLOCK { throw .inUse(directory: directory, holder: Self.holder(opened)) }
            throw .storage(StorageFailure(operation: "flock", path: path, code: errno))
        }
        descriptor = opened
        writeHolder()
    }

    deinit { close(descriptor) }

    /// For the other's error message only, so it doesn't matter if it fails.
    private func writeHolder() {
        let line = Array("\(getpid())\n".utf8)
        guard ftruncate(descriptor, 0) == 0 else { return }
        _ = line.withUnsafeBytes { pwrite(descriptor, $0.baseAddress, $0.count, 0) }
    }

    private static func holder(_ descriptor: Int32) -> Int32? {
        var bytes = [UInt8](repeating: 0, count: 16)
        let count = bytes.withUnsafeMutableBytes { pread(descriptor, $0.baseAddress, $0.count, 0) }
        guard count > 0 else { return nil }
        return Int32(String(decoding: bytes.prefix(count).prefix { $0 != UInt8(ascii: "\n") }, as: UTF8.self))
    }
}
