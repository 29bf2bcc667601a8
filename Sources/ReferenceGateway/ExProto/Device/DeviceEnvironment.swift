import ExtensionGRPC
import ExtensionServices
import Logging
import NIOConcurrencyHelpers

/// What the devices of one listener share.
final class DeviceEnvironment: Sendable {
    private let currentSettings: NIOLockedValueBox<DeviceSettings>
    let isTLS: Bool
    let handler: any HandlerClient
    let broker: any Broker
    let stamp: MessageStamp
    let devices: DeviceDirectory
    let limit: ConnectionLimit
    let logger: Logger
    /// For what peers can make happen again and again.
    let occasionalLog: OccasionalLog
    let metrics: ListenerMetrics?
    let handlerMetrics: HandlerCallMetrics?

    init(
        settings: DeviceSettings,
        isTLS: Bool,
        handler: any HandlerClient,
        limit: ConnectionLimit,
        metrics: ListenerMetrics?,
        gateway: GatewayParts
    ) {
        currentSettings = NIOLockedValueBox(settings)
        self.isTLS = isTLS
        self.handler = handler
        self.limit = limit
        self.metrics = metrics
        handlerMetrics = gateway.handlerMetrics
        broker = gateway.broker
        stamp = gateway.stamp
        devices = gateway.devices
        logger = gateway.logger
        occasionalLog = gateway.occasionalLog
    }

    var settings: DeviceSettings {
        get { currentSettings.withLockedValue { $0 } }
        set { currentSettings.withLockedValue { $0 = newValue } }
    }
}

/// What all devices of a gateway share.
struct GatewayParts: Sendable {
    let broker: any Broker
    let stamp: MessageStamp
    let devices: DeviceDirectory
    let logger: Logger
    let occasionalLog: OccasionalLog
    let handlerMetrics: HandlerCallMetrics?
}

/// How a device's connection is.
struct DeviceSettings: Sendable {
    var mountpoint = ""
    var idleTimeout = Duration.seconds(30)
    /// How long a device may not take what is sent to it.
    var sendTimeout = Duration.seconds(15)
    /// Whether its connection is closed then.
    var closesAfterSendTimeout = true
    /// How long a call of the handler may take; nil for any time.
    var requestTimeout: Duration?
}
