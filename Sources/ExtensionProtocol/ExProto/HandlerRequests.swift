/// `OnSocketCreated`: a device connected.
package struct SocketCreatedRequest: Sendable, Hashable {
    /// The connection's identifier as the gateway gave it (`conn` on the wire).
    package var connection = ""
    package var socket = SocketInfo()

    package init() {}

    package init(connection: String, socket: SocketInfo) {
        self.connection = connection
        self.socket = socket
    }
}

/// `OnSocketClosed`: a device's connection has ended.
package struct SocketClosedRequest: Sendable, Hashable {
    package var connection = ""
    /// Why, as an Erlang term, such as `{shutdown,tcp_closed}`.
    package var reason = ""

    package init() {}

    package init(connection: String, reason: String) {
        self.connection = connection
        self.reason = reason
    }
}

/// `OnReceivedBytes`: bytes from a device, as they came off its socket.
package struct ReceivedBytesRequest: Sendable, Hashable {
    package var connection = ""
    package var bytes: [UInt8] = []

    package init() {}

    package init(connection: String, bytes: [UInt8]) {
        self.connection = connection
        self.bytes = bytes
    }
}

/// `OnTimerTimeout`: a device was silent for too long.
package struct TimerTimeoutRequest: Sendable, Hashable {
    package var connection = ""
    /// The kind of timer on the wire: 0, keep-alive, is the only one.
    package var type: Int32 = 0

    package init() {}

    package init(connection: String, type: Int32 = 0) {
        self.connection = connection
        self.type = type
    }
}

/// `OnReceivedMessages`: messages for a device's subscriptions.
package struct ReceivedMessagesRequest: Sendable, Hashable {
    package var connection = ""
    package var messages: [Message] = []

    package init() {}

    package init(connection: String, messages: [Message]) {
        self.connection = connection
        self.messages = messages
    }
}
