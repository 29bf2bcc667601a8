/// Asks for what a server offers (grpc.reflection.v1 and v1alpha, which are the same on the wire).
package struct ReflectionRequest: WireMessage, Hashable {
    package enum Question: Sendable, Hashable {
        case file(name: String)
        case fileContainingSymbol(String)
        case fileContainingExtension(type: String)
        case extensionNumbers(type: String)
        case services
    }

    package var host = ""
    package var question: Question?
    /// The request as it came, since a response repeats it.
    package private(set) var bytes: [UInt8] = []

    package init() {}

    package init(question: Question, host: String = "") {
        self.question = question
        self.host = host
    }

    /// Reads a request, and keeps its bytes.
    package init(_ bytes: [UInt8]) throws(WireError) {
        self = try bytes.withUnsafeBufferPointer { (buffer) throws(WireError) in
            try ReflectionRequest(decoding: UnsafeRawBufferPointer(buffer))
        }
        self.bytes = bytes
    }

    package mutating func merge(from reader: inout WireReader) throws(WireError) {
        while let tag = try reader.nextTag() {
            switch tag {
            case .bytes(1): host = try reader.string()
            case .bytes(3): question = .file(name: try reader.string())
            case .bytes(4): question = .fileContainingSymbol(try reader.string())
            case .bytes(5):
                let name: ExtensionName = try reader.element()
                question = .fileContainingExtension(type: name.type)
            case .bytes(6): question = .extensionNumbers(type: try reader.string())
            case .bytes(7):
                try reader.skip(tag)
                question = .services
            default: try reader.skip(tag)
            }
        }
    }

    package func encode(to writer: inout WireWriter) {
        writer.string(1, host)
        switch question {
        case .file(let name): writer.alwaysString(3, name)
        case .fileContainingSymbol(let symbol): writer.alwaysString(4, symbol)
        case .fileContainingExtension(let type): writer.message(5, ExtensionName(type: type))
        case .extensionNumbers(let type): writer.alwaysString(6, type)
        case .services: writer.alwaysString(7, "*")
        case nil: break
        }
    }
}

/// The message `ExtensionRequest`; proto3 has no extensions, so the number doesn't matter.
private struct ExtensionName: WireMessage {
    var type = ""

    init() {}

    init(type: String) { self.type = type }

    mutating func merge(from reader: inout WireReader) throws(WireError) {
        while let tag = try reader.nextTag() {
            switch tag {
            case .bytes(1): type = try reader.string()
            default: try reader.skip(tag)
            }
        }
    }

    func encode(to writer: inout WireWriter) { writer.string(1, type) }
}
