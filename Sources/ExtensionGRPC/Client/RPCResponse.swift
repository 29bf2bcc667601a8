/// The whole response of a unary call that ended with status OK.
package struct RPCResponse: Sendable, Hashable {
    package var message: [UInt8]
    /// Metadata that came before the message.
    package var metadata: RPCMetadata
    /// Metadata that came with the status.
    package var trailers: RPCMetadata
}
