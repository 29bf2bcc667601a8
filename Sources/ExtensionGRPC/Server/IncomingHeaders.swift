/// The header block that a connection is receiving. HTTP/2 never interleaves two.
struct IncomingHeaders {
    private let methods: MethodTable
    private let limit: Int
    private var listBytes = 0
    private var headers = RequestHeaders()
    private(set) var userAgent = UserAgent()

    init(methods: MethodTable, limit: Int) {
        self.methods = methods
        self.limit = limit
    }

    /// False when a header block is so long that decoding the rest of it is too much work for a refusal.
    @inline(__always)
    mutating func receive(name: UnsafeBufferPointer<UInt8>, value: UnsafeBufferPointer<UInt8>) -> Bool {
        listBytes += name.count + value.count + 32
        guard listBytes <= limit else { return tooLong() }
        headers.receive(name: name, value: value, methods: methods, userAgent: &userAgent)
        return true
    }

    private mutating func tooLong() -> Bool {
        headers.isTooLong = true
        return listBytes <= 64 * limit
    }

    /// Forgets a block that HTTP/2 refused.
    mutating func discard() { _ = take() }

    /// The complete block; the next one begins.
    mutating func take() -> RequestHeaders {
        var taken = RequestHeaders()
        swap(&taken, &headers)
        listBytes = 0
        return taken
    }
}

/// The last `user-agent` of a connection: the same on every call, so kept once and compared.
struct UserAgent {
    private var bytes: [UInt8] = []

    var text: String { String(decoding: bytes, as: UTF8.self) }

    mutating func receive(_ value: UnsafeBufferPointer<UInt8>) {
        let isSame = bytes.withUnsafeBufferPointer { $0.equals(value) }
        if !isSame { bytes = Array(value) }
    }
}
