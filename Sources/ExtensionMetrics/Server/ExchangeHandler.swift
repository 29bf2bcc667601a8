import NIOCore
import NIOHTTP1

/// Answers the requests of one connection, one after the other, and closes it when the client is too slow.
final class ExchangeHandler: ChannelInboundHandler {
    typealias InboundIn = HTTPServerRequestPart
    typealias OutboundOut = HTTPServerResponsePart

    /// No request here needs a body: a longer one isn't read to its end.
    private static let maximumBodySize = 64 << 10

    private let endpoints: Endpoints
    private let clientTimeout: TimeAmount
    private var request: HTTPRequestHead?
    private var bodySize = 0
    /// Requests whose responses haven't left yet. The next request may come before a response's last bytes have gone.
    private var unfinished = 0
    /// This or an earlier response is the last one.
    private var isEnding = false
    private var isInputClosed = false
    private var deadline: Scheduled<Void>?

    init(endpoints: Endpoints, clientTimeout: TimeAmount) {
        self.endpoints = endpoints
        self.clientTimeout = clientTimeout
    }

    func channelActive(context: ChannelHandlerContext) {
        restartDeadline(context)
        context.fireChannelActive()
    }

    func channelInactive(context: ChannelHandlerContext) {
        deadline?.cancel()
        context.fireChannelInactive()
    }

    func channelRead(context: ChannelHandlerContext, data: NIOAny) {
        switch unwrapInboundIn(data) {
        case .head(let head):
            request = head
            bodySize = 0
        case .body(let part):
            skip(part, context)
        case .end:
            answer(context)
        }
    }

    /// A client may close its half once it has sent its last request, and still wait for the answer.
    func userInboundEventTriggered(context: ChannelHandlerContext, event: Any) {
        guard let event = event as? ChannelEvent, event == .inputClosed else { return context.fireUserInboundEventTriggered(event) }
        isInputClosed = true
        if unfinished == 0 { context.close(promise: nil) }
    }

    /// Bytes that aren't a request are answered, unless the connection ends anyway.
    func errorCaught(context: ChannelHandlerContext, error: any Error) {
        guard let error = error as? HTTPParserError else { return context.close(promise: nil) }
        request = HTTPRequestHead(version: .http1_1, method: .GET, uri: "")
        guard let request = takeRequest() else { return }
        let status = error == .headerOverflow ? HTTPResponseStatus.requestHeaderFieldsTooLarge : .badRequest
        respond(PlainTextResponse(status), to: request, keepAlive: false, context)
    }

    private func skip(_ part: ByteBuffer, _ context: ChannelHandlerContext) {
        bodySize += part.readableBytes
        guard bodySize > Self.maximumBodySize, let request = takeRequest() else { return }
        respond(PlainTextResponse(.payloadTooLarge), to: request, keepAlive: false, context)
    }

    private func takeRequest() -> HTTPRequestHead? {
        guard !isEnding, let request = request.take() else { return nil }
        unfinished += 1
        return request
    }

    private func answer(_ context: ChannelHandlerContext) {
        guard let request = takeRequest() else { return }
        restartDeadline(context)
        let bound = context.loopBound
        endpoints.response(to: request, on: context.eventLoop).assumeIsolated().whenComplete { result in
            let response = (try? result.get()) ?? PlainTextResponse(.internalServerError)
            let keepAlive = request.isKeepAlive && !self.isInputClosed && response.status != .badRequest
            self.respond(response, to: request, keepAlive: keepAlive, bound.value)
        }
    }

    private func respond(_ response: PlainTextResponse, to request: HTTPRequestHead, keepAlive: Bool, _ context: ChannelHandlerContext) {
        isEnding = !keepAlive
        context.write(wrapOutboundOut(.head(response.head(for: request, keepAlive: keepAlive))), promise: nil)
        if request.method != .HEAD { context.write(wrapOutboundOut(.body(.byteBuffer(response.body))), promise: nil) }
        let bound = context.loopBound
        context.writeAndFlush(wrapOutboundOut(.end(nil))).assumeIsolated().whenComplete { _ in
            self.finishExchange(bound.value)
        }
    }

    private func finishExchange(_ context: ChannelHandlerContext) {
        unfinished -= 1
        guard unfinished == 0 else { return }
        if isEnding || isInputClosed || !context.channel.isActive { context.close(promise: nil) } else { restartDeadline(context) }
    }

    /// Each step has the same time: sending a request, waiting between two of them, and taking the response.
    private func restartDeadline(_ context: ChannelHandlerContext) {
        deadline?.cancel()
        deadline = context.eventLoop.assumeIsolated().scheduleTask(in: clientTimeout) { context.close(promise: nil) }
    }
}
