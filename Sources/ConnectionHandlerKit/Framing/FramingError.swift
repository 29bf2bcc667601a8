/// Why a device's bytes can't be cut into frames. It closes the device's connection, unless the handler catches it in a decoder of its own.
public struct FramingError: Error, Sendable, Hashable, CustomStringConvertible {
    /// What is wrong.
    public let description: String

    /// A frame is longer than its decoder allows.
    public static func frameTooLong(limit: Int) -> FramingError {
        FramingError(description: "A frame is longer than \(limit) bytes.")
    }

    /// More bytes than ``ConnectionHandlerConfiguration/maximumBufferedBytes`` wait for the end of their frame, whatever the decoder allows.
    public static func bufferFull(limit: Int) -> FramingError {
        FramingError(description: "More than \(limit) bytes wait for the end of their frame.")
    }
}
