import NIOCore
import NIOHTTP1
import NIOPosix

/// What the server has to say, by path.
struct Endpoints: Sendable {
    private enum Path: String {
        case metrics = "/metrics"
        case health = "/healthz"
        case readiness = "/readyz"
    }

    let metrics: PrometheusMetrics?
    let readiness: Readiness

    func response(to request: HTTPRequestHead, on eventLoop: any EventLoop) -> EventLoopFuture<PlainTextResponse> {
        guard request.hasValidHost else { return eventLoop.makeSucceededFuture(PlainTextResponse(.badRequest)) }
        guard let path = Path(rawValue: String(request.uri.prefix { $0 != "?" })) else {
            return eventLoop.makeSucceededFuture(PlainTextResponse(.notFound))
        }
        guard request.method == .GET || request.method == .HEAD else { return eventLoop.makeSucceededFuture(.methodNotAllowed) }
        switch path {
        case .metrics: return exposition(on: eventLoop)
        case .health: return eventLoop.makeSucceededFuture(PlainTextResponse(.ok, "ok\n"))
        case .readiness: return eventLoop.makeFutureWithTask { await self.readinessResponse() }
        }
    }

    /// On a thread of its own: it reads files, and thousands of series take milliseconds.
    private func exposition(on eventLoop: any EventLoop) -> EventLoopFuture<PlainTextResponse> {
        guard let metrics else { return eventLoop.makeSucceededFuture(PlainTextResponse(.notFound)) }
        return NIOThreadPool.singleton.runIfActive(eventLoop: eventLoop) {
            var response = PlainTextResponse(.ok, body: metrics.exposition())
            response.contentType = ExpositionText.contentType
            return response
        }
    }

    private func readinessResponse() async -> PlainTextResponse {
        guard let failures = await readiness.failures() else { return PlainTextResponse(.ok, "ok\n") }
        return PlainTextResponse(.serviceUnavailable, failures)
    }
}

extension HTTPRequestHead {
    /// HTTP/1.1 demands exactly one Host (RFC 9112, section 3.2).
    fileprivate var hasValidHost: Bool { version.minor == 0 || headers["host"].count == 1 }
}
