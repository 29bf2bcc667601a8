public import ExtensionProtocol
public import NIOCore

/// Speaks a device's protocol: there is one value for each connection, and it handles one event after the other, in one task.
///
/// It needn't be `Sendable`. What it throws closes its own connection, with a line in the log, and no other.
///
/// ```swift
/// struct Telnet: ConnectionHandler {
///     func makeDecoder() -> LineDecoder { LineDecoder(maximumLength: 1024) }
///
///     mutating func received(_ line: String, on connection: Connection) async throws {
///         try await connection.send("you said \(line)\r\n".utf8)
///     }
/// }
/// ```
public protocol ConnectionHandler: SendableMetatype {
    /// Cuts the device's bytes into frames: any decoder of SwiftNIO's kind. The kit has several, such as ``LineDecoder``.
    associatedtype Decoder: NIOSingleStepByteToMessageDecoder & SendableMetatype

    /// Makes the decoder of this connection; called once, first of all.
    func makeDecoder() -> Decoder

    /// The device has connected, or its connection was adopted (``Connection/isAdopted``). Does nothing by default.
    mutating func opened(on connection: Connection) async throws

    /// The device has sent a frame. The gateway sends no more of this connection before this returns.
    mutating func received(_ frame: Decoder.InboundOut, on connection: Connection) async throws

    /// There is a message for one of the device's subscriptions; its topic is without the gateway's mountpoint. Does nothing by default.
    ///
    /// It can't be acknowledged: to the gateway it is delivered, whatever its quality of service (EMQX).
    mutating func delivered(_ message: Message, on connection: Connection) async throws

    /// The device was silent for too long; EMQX 4.3.19, 5.0.8 and later close the connection now by themselves. Does nothing by default.
    mutating func keepaliveExpired(on connection: Connection) async throws

    /// The connection has ended: the last event of all, and nothing can be sent any more. Does nothing by default.
    mutating func closed(_ reason: CloseReason, on connection: Connection) async
}

extension ConnectionHandler {
    /// Does nothing.
    public mutating func opened(on connection: Connection) async throws {}
    /// Does nothing.
    public mutating func delivered(_ message: Message, on connection: Connection) async throws {}
    /// Does nothing.
    public mutating func keepaliveExpired(on connection: Connection) async throws {}
    /// Does nothing.
    public mutating func closed(_ reason: CloseReason, on connection: Connection) async {}
}
