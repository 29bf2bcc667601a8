/// The kind of socket that a device is connected by.
public enum SocketType: Sendable, Hashable {
    /// A TCP connection.
    case tcp
    /// TLS over TCP; EMQX says so of DTLS too.
    case ssl
    /// The datagrams of one UDP address and port.
    case udp
    /// DTLS over UDP.
    case dtls
    /// A kind that this version of the package doesn't know, by its number on the wire.
    case unrecognized(Int32)
}

extension SocketType {
    package init(wireValue: Int32) {
        switch wireValue {
        case 0: self = .tcp
        case 1: self = .ssl
        case 2: self = .udp
        case 3: self = .dtls
        default: self = .unrecognized(wireValue)
        }
    }

    package var wireValue: Int32 {
        switch self {
        case .tcp: 0
        case .ssl: 1
        case .udp: 2
        case .dtls: 3
        case .unrecognized(let value): value
        }
    }
}
