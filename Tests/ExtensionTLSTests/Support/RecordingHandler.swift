import ExtensionTLS
import NIOConcurrencyHelpers
import NIOCore

/// What the handlers behind a `TLSHandler` see.
enum ChannelRecord: Equatable, Sendable {
    case handshake(TLSHandshakeCompleted)
    case active
    case read(String)
    case readComplete
    case inputClosed
    case error(String)
    case inactive

    var text: String? { if case .read(let text) = self { text } else { nil } }
}

/// Records what it sees, and does upon it as a test tells it.
final class RecordingHandler: ChannelInboundHandler, Sendable {
    typealias InboundIn = ByteBuffer

    private let list = NIOLockedValueBox<[ChannelRecord]>([])
    private let stream: AsyncStream<ChannelRecord>
    private let continuation: AsyncStream<ChannelRecord>.Continuation
    private let react: @Sendable (ChannelHandlerContext, ChannelRecord) -> Void

    init(_ react: @escaping @Sendable (ChannelHandlerContext, ChannelRecord) -> Void = { _, _ in }) {
        self.react = react
        (stream, continuation) = AsyncStream.makeStream()
    }

    var records: [ChannelRecord] { list.withLockedValue { $0 } }

    /// The next that `pick` takes something from. Others are passed over.
    func next<Value>(_ pick: (ChannelRecord) -> Value?) async -> Value? {
        for await record in stream {
            if let value = pick(record) { return value }
        }
        return nil
    }

    func nextHandshake() async -> TLSHandshakeCompleted? {
        await next { if case .handshake(let event) = $0 { event } else { nil } }
    }

    func nextText() async -> String? { await next(\.text) }

    func nextError() async -> String? {
        await next { if case .error(let text) = $0 { text } else { nil } }
    }

    private func record(_ record: ChannelRecord, _ context: ChannelHandlerContext) {
        list.withLockedValue { $0.append(record) }
        continuation.yield(record)
        react(context, record)
    }

    func channelActive(context: ChannelHandlerContext) { record(.active, context) }

    func channelRead(context: ChannelHandlerContext, data: NIOAny) { record(.read(String(buffer: unwrapInboundIn(data))), context) }

    func channelReadComplete(context: ChannelHandlerContext) { record(.readComplete, context) }

    func channelInactive(context: ChannelHandlerContext) {
        record(.inactive, context)
        continuation.finish()
    }

    func userInboundEventTriggered(context: ChannelHandlerContext, event: Any) {
        if let event = event as? TLSHandshakeCompleted { record(.handshake(event), context) }
        if case ChannelEvent.inputClosed = event { record(.inputClosed, context) }
    }

    func errorCaught(context: ChannelHandlerContext, error: any Error) { record(.error("\(error)"), context) }
}
