/// `Send`: bytes for a device.
package struct SendBytesRequest: Sendable, Hashable {
    /// The connection's identifier as the gateway gave it (`conn` on the wire).
    package var connection = ""
    package var bytes: [UInt8] = []

    package init() {}

    package init(connection: String, bytes: [UInt8]) {
        self.connection = connection
        self.bytes = bytes
    }
}

/// `Close`: the end of a device's connection.
package struct CloseSocketRequest: Sendable, Hashable {
    package var connection = ""

    package init() {}

    package init(connection: String) {
        self.connection = connection
    }
}

/// `Authenticate`: who a device is. The password shows in no description or mirror.
package struct AuthenticateRequest: Sendable, Hashable {
    package var connection = ""
    package var client = ClientIdentity()
    package var password = ""

    package init() {}

    package init(connection: String, client: ClientIdentity, password: String = "") {
        self.connection = connection
        self.client = client
        self.password = password
    }
}

/// `StartTimer`: closes a device's connection when it has been silent for too long.
package struct TimerRequest: Sendable, Hashable {
    package var connection = ""
    /// The kind of timer on the wire: 0, keep-alive, is the only one.
    package var type: Int32 = 0
    /// Seconds.
    package var interval: UInt32 = 0

    package init() {}

    package init(connection: String, type: Int32 = 0, interval: UInt32) {
        self.connection = connection
        self.type = type
        self.interval = interval
    }
}

/// `Publish`: a message in a device's name.
package struct PublishRequest: Sendable, Hashable {
    package var connection = ""
    package var topic = ""
    package var qos = QoS.atMostOnce
    package var payload: [UInt8] = []

    package init() {}

    package init(connection: String, topic: String, qos: QoS = .atMostOnce, payload: [UInt8]) {
        self.connection = connection
        self.topic = topic
        self.qos = qos
        self.payload = payload
    }
}

/// `Subscribe`: a topic filter for a device.
package struct SubscribeRequest: Sendable, Hashable {
    package var connection = ""
    package var topic = ""
    package var qos = QoS.atMostOnce

    package init() {}

    package init(connection: String, topic: String, qos: QoS = .atMostOnce) {
        self.connection = connection
        self.topic = topic
        self.qos = qos
    }
}

/// `Unsubscribe`: the end of a device's subscription.
package struct UnsubscribeRequest: Sendable, Hashable {
    package var connection = ""
    package var topic = ""

    package init() {}

    package init(connection: String, topic: String) {
        self.connection = connection
        self.topic = topic
    }
}

/// `RawPublish`: a message in no device's name (from EMQX 5.1.0).
package struct RawPublishRequest: Sendable, Hashable {
    package var topic = ""
    package var qos = QoS.atMostOnce
    package var payload: [UInt8] = []

    package init() {}

    package init(topic: String, qos: QoS = .atMostOnce, payload: [UInt8]) {
        self.topic = topic
        self.qos = qos
        self.payload = payload
    }
}

extension AuthenticateRequest: CustomReflectable, CustomStringConvertible, CustomDebugStringConvertible {
    package var customMirror: Mirror {
        Mirror(
            self,
            children: ["connection": connection, "client": client, "password": redacted(password)],
            displayStyle: .struct
        )
    }

    package var description: String { describe(self) }
    package var debugDescription: String { describe(self) }
}
