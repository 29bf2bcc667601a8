import ExtensionProtocol

/// What happens to a connection.
enum ConnectionEvent: Sendable, Hashable {
    case opened
    case received([UInt8])
    case delivered([Message])
    case keepaliveExpired
    case closed(CloseReason)

    /// What an event counts for while it waits: its bytes, and something for itself.
    var cost: Int {
        switch self {
        case .received(let bytes): 64 + bytes.count
        case .delivered(let messages): messages.reduce(64) { $0 + 256 + $1.topic.utf8.count + $1.payload.count }
        case .opened, .keepaliveExpired, .closed: 64
        }
    }
}
