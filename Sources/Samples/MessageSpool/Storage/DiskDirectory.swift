#if canImport(Glibc)
import Glibc
#elseif canImport(Musl)
import Musl
#else
import Darwin
#endif

/// A directory on the disk, locked for as long as this value lives.
final class DiskDirectory: SpoolDirectory {
    let path: String
    private let descriptor: Int32
    private let lock: DirectoryLock

    /// Makes the directory if it is missing (its parent must be there) and locks it.
    init(path: String) throws(SpoolError) {
        // RLIMIT_FSIZE is to be an error of write(2), not the end of the process.
        _ = signal(SIGXFSZ, SIG_IGN)
        do throws(StorageFailure) { try Self.make(path) } catch { throw .storage(error) }
        lock = try DirectoryLock(directory: path)
        do throws(StorageFailure) { descriptor = try Self.openDirectory(path) } catch { throw .storage(error) }
        self.path = path
    }

    deinit { close(descriptor) }

    func names() throws(StorageFailure) -> [String] {
        guard let stream = opendir(path) else { throw Self.failure("opendir", path) }
        defer { closedir(stream) }
        var names: [String] = []
        errno = 0
        while let entry = readdir(stream) {
            names.append(withUnsafeBytes(of: &entry.pointee.d_name) { String(decoding: $0.prefix { $0 != 0 }, as: UTF8.self) })
            errno = 0
        }
        guard errno == 0 else { throw Self.failure("readdir", path) }
        return names
    }

    func create(_ name: String) throws(StorageFailure) -> any SpoolFile { try file(name, O_RDWR | O_CREAT | O_EXCL) }

    func open(_ name: String) throws(StorageFailure) -> any SpoolFile { try file(name, O_RDONLY) }

    func remove(_ name: String) throws(StorageFailure) {
        guard unlinkat(descriptor, name, 0) == 0 else { throw Self.failure("unlink", "\(path)/\(name)") }
    }

    func rename(_ name: String, to newName: String) throws(StorageFailure) {
        guard renameat(descriptor, name, descriptor, newName) == 0 else { throw Self.failure("rename", "\(path)/\(name)") }
    }

    func synchronize() throws(StorageFailure) {
        guard fsync(descriptor) == 0 else { throw Self.failure("fsync", path) }
    }

    private func file(_ name: String, _ flags: Int32) throws(StorageFailure) -> any SpoolFile {
        let opened = openat(descriptor, name, flags | O_CLOEXEC, 0o600)
        guard opened >= 0 else { throw Self.failure("open", "\(path)/\(name)") }
        return DiskFile(descriptor: opened, path: "\(path)/\(name)")
    }

    private static func make(_ path: String) throws(StorageFailure) {
        if mkdir(path, 0o700) == 0 { return try synchronizeParent(of: path) }
        guard errno == EEXIST else { throw failure("mkdir", path) }
    }

    private static func openDirectory(_ path: String) throws(StorageFailure) -> Int32 {
        let opened = openForReading(path)
        guard opened >= 0 else { throw failure("open", path) }
        return opened
    }

    private static func synchronizeParent(of path: String) throws(StorageFailure) {
        let parent = try openDirectory(path + "/..")
        defer { close(parent) }
        guard fsync(parent) == 0 else { throw failure("fsync", path + "/..") }
    }

    private static func failure(_ operation: String, _ path: String) -> StorageFailure {
        StorageFailure(operation: operation, path: path, code: errno)
    }
}

/// Outside of the type, whose own `open` hides that of the system.
private func openForReading(_ path: String) -> Int32 { open(path, O_RDONLY | O_DIRECTORY | O_CLOEXEC) }
