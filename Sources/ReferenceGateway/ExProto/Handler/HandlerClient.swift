import ExtensionGRPC
import ExtensionProtocol

/// Calls a handler service for devices. One call of a device is made after the other.
protocol HandlerClient: Sendable {
    /// Called on the device's loop. Ends when the handler has taken the call, or when the task is cancelled.
    func call(_ method: ConnectionHandlerMethod, _ request: any WireMessage, from device: Device) async -> RPCStatus

    /// Ends all calls within that time.
    func close(within limit: Duration) async
}
