import ExtensionGRPC
import ExtensionProtocol
import Logging
import NIOCore

/// Calls a legacy `ConnectionHandler` (EMQX 4.3 to 6.2): each event loop has one stream for each rpc, which its devices share, as in 4.3 and
/// 4.4. There are no answers: a call is made once it is on its stream.
final class StreamingHandlerClient: HandlerClient {
    private let client: GRPCClient
    private let streams: [ObjectIdentifier: [ConnectionHandlerMethod: HandlerStream]]

    init(client: GRPCClient, loops: [LoopContext], logger: Logger) {
        self.client = client
        streams = Dictionary(
            uniqueKeysWithValues: loops.enumerated().map { index, loop in
                // One connection for all streams of a loop, since across connections there is no order at all.
                let key = AffinityKey("loop \(index)")
                let streams = ConnectionHandlerMethod.allCases.map { method in
                    (method, HandlerStream(path: method.path(in: .streaming), client: client, key: key, loop: loop, logger: logger))
                }
                return (ObjectIdentifier(loop.eventLoop), Dictionary(uniqueKeysWithValues: streams))
            }
        )
    }

    func call(_ method: ConnectionHandlerMethod, _ request: any WireMessage, from device: Device) async -> RPCStatus {
        guard let stream = streams[ObjectIdentifier(device.loop.eventLoop)]?[method] else {
            preconditionFailure("a device on a loop that isn't of the gateway's group")
        }
        return await stream.send(request.encoded())
    }

    func close(within limit: Duration) async {
        for stream in streams.values.flatMap(\.values) { stream.finish() }
        await client.close(within: limit)
    }
}
