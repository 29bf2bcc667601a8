#if os(Linux)
#if canImport(Musl)
import Musl
#else
import Glibc
#endif

/// Files of Linux' `/proc`.
enum ProcFile {
    /// The whole text; nil if it can't be read.
    static func text(_ path: String) -> String? {
        let descriptor = open(path, O_RDONLY | O_CLOEXEC)
        guard descriptor >= 0 else { return nil }
        defer { close(descriptor) }
        var bytes: [UInt8] = []
        while true {
            let count = withUnsafeTemporaryAllocation(byteCount: 4096, alignment: 1) { chunk in
                let count = read(descriptor, chunk.baseAddress, chunk.count)
                if count > 0 { bytes.append(contentsOf: chunk[..<count]) }
                return count
            }
            guard count != 0 else { return String(decoding: bytes, as: UTF8.self) }
            guard count > 0 || errno == EINTR else { return nil }
        }
    }

    /// How many descriptors the process has open; nil if that can't be told.
    ///
    /// Kernels from 6.2 on say so themselves; older ones have to list them.
    static func openDescriptors() -> Int? {
        var status = stat()
        guard stat("/proc/self/fd", &status) == 0 else { return nil }
        return status.st_size > 0 ? Int(status.st_size) : listedDescriptors()
    }

    private static func listedDescriptors() -> Int? {
        guard let directory = opendir("/proc/self/fd") else { return nil }
        defer { closedir(directory) }
        var entries = 0
        while readdir(directory) != nil { entries += 1 }
        // ".", "..", and the descriptor of the listing itself.
        return max(entries - 3, 0)
    }
}
#endif
