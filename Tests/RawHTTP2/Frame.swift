/// One frame of HTTP/2 (RFC 9113, section 4.1), well-formed or not.
package struct Frame: Hashable, Sendable {
    /// The frame types that tests send or look for (RFC 9113, section 6).
    package enum Kind: UInt8, Sendable {
        case data, headers, priority, resetStream, settings, pushPromise, ping, goAway, windowUpdate, continuation
    }

    package struct Flags: OptionSet, Hashable, Sendable {
        package let rawValue: UInt8

        package init(rawValue: UInt8) { self.rawValue = rawValue }

        package static let acknowledgement = Flags(rawValue: 0x1)
        package static let endStream = Flags(rawValue: 0x1)
        package static let endHeaders = Flags(rawValue: 0x4)
        package static let padded = Flags(rawValue: 0x8)
    }

    package var type: UInt8
    package var flags: Flags
    package var stream: UInt32
    package var payload: [UInt8]

    package init(type: UInt8, flags: Flags = [], stream: UInt32 = 0, payload: [UInt8] = []) {
        self.type = type
        self.flags = flags
        self.stream = stream
        self.payload = payload
    }

    package init(_ kind: Kind, flags: Flags = [], stream: UInt32 = 0, payload: [UInt8] = []) {
        self.init(type: kind.rawValue, flags: flags, stream: stream, payload: payload)
    }

    /// Nil for a type that RFC 9113 doesn't have.
    package var kind: Kind? { Kind(rawValue: type) }

    /// The frame as it is sent: nine bytes of header, then the payload.
    package var bytes: [UInt8] { Self.header(length: payload.count, type: type, flags: flags, stream: stream) + payload }

    /// A header whose length says what it likes.
    package static func header(length: Int, type: UInt8, flags: Flags, stream: UInt32) -> [UInt8] {
        UInt32(length).bigEndianBytes.dropFirst() + [type, flags.rawValue] + stream.bigEndianBytes
    }
}

extension Frame {
    package static func data(_ stream: UInt32, _ payload: [UInt8], endStream: Bool = false) -> Frame {
        Frame(.data, flags: endStream ? .endStream : [], stream: stream, payload: payload)
    }

    package static func headers(_ stream: UInt32, _ block: [UInt8], endStream: Bool = false, endHeaders: Bool = true) -> Frame {
        var flags: Flags = endStream ? .endStream : []
        if endHeaders { flags.insert(.endHeaders) }
        return Frame(.headers, flags: flags, stream: stream, payload: block)
    }

    package static func settings(_ settings: [(id: UInt16, value: UInt32)] = []) -> Frame {
        Frame(.settings, payload: settings.flatMap { $0.id.bigEndianBytes + $0.value.bigEndianBytes })
    }

    package static func resetStream(_ stream: UInt32, code: UInt32 = 8) -> Frame {
        Frame(.resetStream, stream: stream, payload: code.bigEndianBytes)
    }

    package static func windowUpdate(_ stream: UInt32, by increment: UInt32) -> Frame {
        Frame(.windowUpdate, stream: stream, payload: increment.bigEndianBytes)
    }

    package static func ping(acknowledgement: Bool = false) -> Frame {
        Frame(.ping, flags: acknowledgement ? .acknowledgement : [], payload: [UInt8](repeating: 7, count: 8))
    }
}

extension FixedWidthInteger {
    package var bigEndianBytes: [UInt8] { withUnsafeBytes(of: bigEndian) { Array($0) } }
}
