#if canImport(Glibc)
import Glibc
#elseif canImport(Musl)
import Musl
#else
import Darwin
#endif

/// A system call that failed: which, on which file, and why.
package struct StorageFailure: Error, Hashable, Sendable, CustomStringConvertible {
    /// The system call.
    package var operation: String
    package var path: String
    /// The value of errno.
    package var code: Int32

    package init(operation: String, path: String, code: Int32) {
        self.operation = operation
        self.path = path
        self.code = code
    }

    package var description: String { "\(operation) \(path): \(String(cString: strerror(code)))" }
}
