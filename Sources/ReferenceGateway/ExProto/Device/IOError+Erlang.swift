import NIOCore

#if canImport(Glibc)
import Glibc
#elseif canImport(Musl)
import Musl
#else
import Darwin
#endif

extension IOError {
    /// The name that Erlang has for the error, of those that sockets know.
    var erlangName: String {
        switch errnoCode {
        case ECONNRESET: "econnreset"
        case ECONNABORTED: "econnaborted"
        case EPIPE: "epipe"
        case ETIMEDOUT: "etimedout"
        case EHOSTUNREACH: "ehostunreach"
        case ENETUNREACH: "enetunreach"
        case ENOTCONN: "enotconn"
        default: "einval"
        }
    }
}
