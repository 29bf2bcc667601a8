/// What a server has answered on one stream so far.
package struct RawResponse: Sendable, Hashable {
    package var headers: [HeaderField] = []
    package var data: [UInt8] = []
    /// The second header block. Empty when the first ended the stream.
    package var trailers: [HeaderField] = []
    package var isEnded = false
    /// The error code of a RST_STREAM.
    package var resetCode: UInt32?

    package init() {}

    package var httpStatus: String? { headers.value(of: ":status") }
    /// The code of gRPC that ended the call; nil where it didn't end.
    package var grpcStatus: Int? { (trailers.value(of: "grpc-status") ?? headers.value(of: "grpc-status")).flatMap(Int.init) }
    /// As it came, percent-encoded.
    package var grpcMessage: String? { trailers.value(of: "grpc-message") ?? headers.value(of: "grpc-message") }

    /// The messages, without their prefixes; what follows the last whole one is left out.
    package var messages: [[UInt8]] {
        var messages: [[UInt8]] = []
        var rest = data[...]
        while rest.count >= 5 {
            let length = Int(rest.dropFirst().prefix(4).bigEndianValue)
            messages.append(Array(rest.dropFirst(5).prefix(length)))
            rest = rest.dropFirst(5 + length)
        }
        return messages
    }
}

extension [HeaderField] {
    package func value(of name: String) -> String? { first { $0.name == name }?.value }
}

/// A message with gRPC's prefix in front (PROTOCOL-HTTP2.md, "Length-Prefixed-Message").
package func lengthPrefixed(_ message: [UInt8], compressed: Bool = false) -> [UInt8] {
    [compressed ? 1 : 0] + UInt32(message.count).bigEndianBytes + message
}
