import NIOCore

#if canImport(Glibc)
import Glibc
#else
import Darwin
#endif

extension IOError {
    /// What the system says of it, without the call that failed.
    var systemMessage: String { String(cString: strerror(errnoCode)) }
}
