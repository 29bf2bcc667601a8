import ExtensionProtocol

/// A call of a device's handler, that waits for its turn.
enum HandlerCall: Sendable, Hashable {
    case socketCreated
    case receivedBytes([UInt8])
    /// The messages are taken from the broker when the call is made.
    case receivedMessages
    case timerTimeout
    case socketClosed(CloseReason)

    var method: ConnectionHandlerMethod {
        switch self {
        case .socketCreated: .socketCreated
        case .receivedBytes: .receivedBytes
        case .receivedMessages: .receivedMessages
        case .timerTimeout: .timerTimeout
        case .socketClosed: .socketClosed
        }
    }
}
