/// A client's connection, seen from a server that sends whatever frames it is told to. Used by one thread at a time.
package final class RawServerConnection {
    package let socket: RawSocket
    private var reader = FrameReader()
    private let headerDecoder = HeaderDecoder()
    /// The header fields of the requests.
    package private(set) var requests: [UInt32: [HeaderField]] = [:]

    init(_ socket: RawSocket) { self.socket = socket }

    /// Reads the client's preface, and sends `settings`.
    package func begin(settings: [(id: UInt16, value: UInt32)] = []) throws {
        var bytes: [UInt8] = []
        while bytes.count < RawClient.preface.count {
            let more = try socket.receive()
            guard !more.isEmpty else { return }
            bytes += more
        }
        reader.append(Array(bytes.dropFirst(RawClient.preface.count)))
        try send(.settings(settings))
    }

    package func send(_ frames: Frame...) throws { try socket.send(frames.flatMap(\.bytes)) }

    /// The next frame; nil when the client has closed. SETTINGS are acknowledged.
    package func next() throws -> Frame? {
        while true {
            if let frame = reader.next() {
                if frame.kind == .settings, !frame.flags.contains(.acknowledgement) { try send(Frame(.settings, flags: .acknowledgement)) }
                if frame.kind == .headers { requests[frame.stream] = try headerDecoder.decode(frame.payload) }
                return frame
            }
            let bytes = try socket.receive()
            guard !bytes.isEmpty else { return nil }
            reader.append(bytes)
        }
    }

    /// The next frame of that kind, an acknowledgement or not.
    package func next(_ kind: Frame.Kind, acknowledgement: Bool = false) throws -> Frame? {
        while let frame = try next() {
            if frame.kind == kind, frame.flags.contains(.acknowledgement) == acknowledgement || kind == .data || kind == .headers {
                return frame
            }
        }
        return nil
    }

    /// The stream of the next request that is complete.
    package func request() throws -> UInt32? {
        while let frame = try next() {
            if frame.kind == .data || frame.kind == .headers, frame.flags.contains(.endStream) { return frame.stream }
        }
        return nil
    }

    /// Answers a call with an empty message and status OK.
    package func respond(_ stream: UInt32, status: Int = 0) throws {
        let head = [HeaderField(":status", "200"), HeaderField("content-type", "application/grpc")]
        try send(
            .headers(stream, HeaderEncoder.encode(head)),
            .data(stream, lengthPrefixed([])),
            .headers(stream, HeaderEncoder.encode([HeaderField("grpc-status", "\(status)")]), endStream: true)
        )
    }

    /// Says that the streams after `last` weren't looked at.
    package func goAway(last: UInt32, code: UInt32 = 0) throws {
        try send(Frame(.goAway, payload: last.bigEndianBytes + code.bigEndianBytes))
    }

    /// Reads until the client closes.
    package func waitForEnd() throws { while try next() != nil {} }
}
