/// A gRPC client that sends whatever frames it is told to and remembers what comes back. Used by one thread at a time.
package final class RawClient {
    package static let preface = Array("PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n".utf8)

    package let socket: RawSocket
    package private(set) var responses: [UInt32: RawResponse] = [:]
    /// The error code of the last GOAWAY.
    package private(set) var goAwayCode: UInt32?
    /// How often each frame type has come.
    package private(set) var received: [Frame.Kind: Int] = [:]
    private var reader = FrameReader()
    private let decoder = HeaderDecoder()
    private var headerBlock: [UInt8] = []

    private let isSilent: Bool

    /// Takes over a connected socket. Nothing is sent yet; a silent client never sends anything by itself.
    package init(_ socket: RawSocket, isSilent: Bool = false) {
        self.socket = socket
        self.isSilent = isSilent
    }

    /// Connects, sends the preface with `settings`, and returns once the server's own have come.
    package convenience init(port: Int, settings: [(id: UInt16, value: UInt32)] = [], timeout: Int = 10) throws {
        self.init(try RawSocket(port: port, timeout: timeout))
        try socket.send(Self.preface)
        try send(.settings(settings))
        try waitForSettings()
    }

    package func waitForSettings() throws {
        while received[.settings] == nil { guard try receive() else { return } }
    }

    package func send(_ frames: Frame...) throws { try send(frames) }

    package func send(_ frames: [Frame]) throws { try socket.send(frames.flatMap(\.bytes)) }

    /// The header fields of a call, `extra` last.
    package static func fields(_ path: String, _ extra: [HeaderField] = []) -> [HeaderField] {
        [
            HeaderField(":method", "POST"), HeaderField(":scheme", "http"), HeaderField(":path", path),
            HeaderField(":authority", "localhost"), HeaderField("content-type", "application/grpc"), HeaderField("te", "trailers"),
        ] + extra
    }

    /// Begins a call; its request goes on until a frame ends it.
    package func open(_ stream: UInt32, _ path: String, _ extra: [HeaderField] = []) throws {
        try send(.headers(stream, HeaderEncoder.encode(Self.fields(path, extra))))
    }

    /// A whole unary call, and its answer.
    package func call(_ stream: UInt32, _ path: String, _ message: [UInt8] = [], _ extra: [HeaderField] = []) throws -> RawResponse {
        try open(stream, path, extra)
        try send(.data(stream, lengthPrefixed(message), endStream: true))
        return try response(stream)
    }

    /// Reads until that stream has ended, was reset, or the connection has closed.
    package func response(_ stream: UInt32) throws -> RawResponse {
        while !isOver(stream) { guard try receive() else { break } }
        return responses[stream] ?? RawResponse()
    }

    private func isOver(_ stream: UInt32) -> Bool {
        guard let response = responses[stream] else { return false }
        return response.isEnded || response.resetCode != nil
    }

    /// Reads until the server closes the connection.
    package func waitForEnd() throws {
        while try receive() {}
    }

    /// Reads once from the socket. False when the server has closed the connection.
    package func receive() throws -> Bool {
        let bytes = try socket.receive()
        reader.append(bytes)
        while let frame = reader.next() { try take(frame) }
        return !bytes.isEmpty
    }

    private func take(_ frame: Frame) throws {
        guard let kind = frame.kind else { return }
        received[kind, default: 0] += 1
        switch kind {
        case .headers, .continuation: try takeHeaders(frame)
        case .data: try takeData(frame)
        case .resetStream: responses[frame.stream, default: RawResponse()].resetCode = frame.payload.bigEndianValue
        case .settings where !frame.flags.contains(.acknowledgement): try answer(Frame(.settings, flags: .acknowledgement))
        case .ping where !frame.flags.contains(.acknowledgement):
            try answer(Frame(.ping, flags: .acknowledgement, payload: frame.payload))
        case .goAway: goAwayCode = frame.payload.dropFirst(4).prefix(4).bigEndianValue
        default: break
        }
    }

    private func takeHeaders(_ frame: Frame) throws {
        headerBlock += frame.payload
        if frame.kind == .headers, frame.flags.contains(.endStream) { responses[frame.stream, default: RawResponse()].isEnded = true }
        guard frame.flags.contains(.endHeaders) else { return }
        let fields = try decoder.decode(headerBlock)
        headerBlock = []
        if responses[frame.stream]?.headers.isEmpty ?? true {
            responses[frame.stream, default: RawResponse()].headers = fields
        } else {
            responses[frame.stream, default: RawResponse()].trailers = fields
        }
    }

    private func takeData(_ frame: Frame) throws {
        responses[frame.stream, default: RawResponse()].data += frame.payload
        if frame.flags.contains(.endStream) { responses[frame.stream]?.isEnded = true }
        guard !frame.payload.isEmpty else { return }
        let count = UInt32(frame.payload.count)
        try answer(.windowUpdate(0, by: count), .windowUpdate(frame.stream, by: count))
    }

    /// A server that has closed its end may still have said something worth reading.
    private func answer(_ frames: Frame...) throws {
        guard !isSilent else { return }
        do {
            try send(frames)
        } catch RawSocketError.system {}
    }
}
