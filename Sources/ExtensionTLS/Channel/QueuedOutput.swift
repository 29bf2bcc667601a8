import NIOCore

/// What was written before the handshake was done. The channel's writability doesn't know of it, hence a bound.
struct QueuedOutput {
    enum Item {
        case write(ByteBuffer, EventLoopPromise<Void>?)
        case closeOutput(EventLoopPromise<Void>?)
    }

    private static let limit = 1 << 20

    private var items: [Item] = []
    private var byteCount = 0

    /// A single write may be as long as it likes.
    var isFull: Bool { byteCount >= Self.limit }

    mutating func append(_ item: Item) {
        items.append(item)
        if case .write(let buffer, _) = item { byteCount += buffer.readableBytes }
    }

    mutating func takeAll() -> [Item] {
        defer { self = QueuedOutput() }
        return items
    }

    mutating func fail(_ error: any Error) {
        for item in takeAll() {
            switch item {
            case .write(_, let promise), .closeOutput(let promise): promise?.fail(error)
            }
        }
    }
}
