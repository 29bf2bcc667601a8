import ExtensionGRPC
import ExtensionServices
import Logging
import NIOCore

/// Stands before a listening socket, and lets it accept as fast as it may: others wait in the kernel's queue. After an error, such as too
/// many open files, it waits a second, or accepting would take all the time there is.
final class AcceptHandler: ChannelDuplexHandler {
    typealias InboundIn = any Channel
    typealias OutboundIn = Never

    private static let pauseAfterError = TimeAmount.seconds(1)

    private let perSecond: () -> Int
    private var rate: AcceptRate
    private let log: OccasionalLog
    private var isWaiting = false
    private var hasFailed = false

    /// `perSecond` may give another number every time.
    init(perSecond: @escaping () -> Int, log: OccasionalLog) {
        self.perSecond = perSecond
        rate = AcceptRate(perSecond: perSecond(), now: LoopContext.now())
        self.log = log
    }

    func channelRead(context: ChannelHandlerContext, data: NIOAny) {
        rate.perSecond = perSecond()
        rate.accepted(now: LoopContext.now())
        context.fireChannelRead(data)
    }

    func read(context: ChannelHandlerContext) {
        guard !isWaiting else { return }
        let delay = hasFailed ? Self.pauseAfterError : .nanoseconds(rate.delay(now: LoopContext.now()))
        hasFailed = false
        guard delay > .zero else { return context.read() }
        isWaiting = true
        context.eventLoop.assumeIsolated().scheduleTask(in: delay) {
            self.isWaiting = false
            context.read()
        }
    }

    /// A connection that couldn't be set up comes here too, and is no reason to wait.
    func errorCaught(context: ChannelHandlerContext, error: any Error) {
        guard !(error is ConnectionRefusal) else { return }
        hasFailed = error is IOError
        log.write(.error, "A listener can't accept.", metadata: ["error": "\(error)"])
    }
}

/// Why a connection isn't taken.
enum ConnectionRefusal: String, Error {
    case tooManyConnections = "there are too many connections"
    case accessRules = "its address isn't allowed"
    case tls = "its TLS handshake failed"
    case proxyHeader = "it doesn't begin with a PROXY header"
}
