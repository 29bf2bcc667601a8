import NIOCore
import NIOHTTP1

/// What a request is answered with.
struct PlainTextResponse: Sendable {
    var status: HTTPResponseStatus
    var body: ByteBuffer
    var contentType = "text/plain; charset=utf-8"
    var allowedMethods: String?

    init(_ status: HTTPResponseStatus, body: ByteBuffer) {
        self.status = status
        self.body = body
    }

    init(_ status: HTTPResponseStatus, _ text: String? = nil) {
        self.init(status, body: ByteBuffer(string: text ?? status.reasonPhrase + "\n"))
    }

    static let methodNotAllowed: PlainTextResponse = {
        var response = PlainTextResponse(.methodNotAllowed)
        response.allowedMethods = "GET, HEAD"
        return response
    }()

    func head(for request: HTTPRequestHead, keepAlive: Bool) -> HTTPResponseHead {
        var headers = HTTPHeaders([
            ("Content-Type", contentType), ("Content-Length", String(body.readableBytes)),
            ("Connection", keepAlive ? "keep-alive" : "close"),
        ])
        if let allowedMethods { headers.add(name: "Allow", value: allowedMethods) }
        return HTTPResponseHead(version: request.version, status: status, headers: headers)
    }
}
