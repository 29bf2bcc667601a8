/// Answers a ``ReflectionRequest``.
package struct ReflectionResponse: WireMessage, Hashable {
    package enum Answer: Sendable, Hashable {
        /// Serialized google.protobuf.FileDescriptorProto.
        case files([[UInt8]])
        /// No numbers: proto3 has no extensions.
        case extensionNumbers(type: String)
        case services([String])
        /// A gRPC status code and its text.
        case error(code: Int32, message: String)
    }

    package var host = ""
    package var request: [UInt8] = []
    package var answer: Answer?

    package init() {}

    package init(to request: ReflectionRequest, _ answer: Answer) {
        host = request.host
        self.request = request.bytes
        self.answer = answer
    }

    package mutating func merge(from reader: inout WireReader) throws(WireError) {
        while let tag = try reader.nextTag() {
            switch tag {
            case .bytes(1): host = try reader.string()
            case .bytes(2): request = try reader.bytes()
            case .bytes(4):
                let files: FileList = try reader.element()
                answer = .files(files.files)
            case .bytes(5):
                let type: FirstString = try reader.element()
                answer = .extensionNumbers(type: type.value)
            case .bytes(6):
                let services: ServiceList = try reader.element()
                answer = .services(services.services.map(\.value))
            case .bytes(7):
                let error: ErrorAnswer = try reader.element()
                answer = .error(code: error.code, message: error.message)
            default: try reader.skip(tag)
            }
        }
    }

    package func encode(to writer: inout WireWriter) {
        writer.string(1, host)
        writer.bytes(2, request)
        switch answer {
        case .files(let files): writer.message(4, FileList(files: files))
        case .extensionNumbers(let type): writer.message(5, FirstString(value: type))
        case .services(let services): writer.message(6, ServiceList(services: services.map { FirstString(value: $0) }))
        case .error(let code, let message): writer.message(7, ErrorAnswer(code: code, message: message))
        case nil: break
        }
    }
}

private struct FileList: WireMessage {
    var files: [[UInt8]] = []

    mutating func merge(from reader: inout WireReader) throws(WireError) {
        while let tag = try reader.nextTag() {
            switch tag {
            case .bytes(1): files.append(try reader.bytes())
            default: try reader.skip(tag)
            }
        }
    }

    func encode(to writer: inout WireWriter) {
        for file in files { writer.bytes(1, file) }
    }
}

/// A message of which only the string of field 1 matters: `ServiceResponse`, `ExtensionNumberResponse`.
private struct FirstString: WireMessage {
    var value = ""

    mutating func merge(from reader: inout WireReader) throws(WireError) {
        while let tag = try reader.nextTag() {
            switch tag {
            case .bytes(1): value = try reader.string()
            default: try reader.skip(tag)
            }
        }
    }

    func encode(to writer: inout WireWriter) { writer.string(1, value) }
}

private struct ServiceList: WireMessage {
    var services: [FirstString] = []

    mutating func merge(from reader: inout WireReader) throws(WireError) {
        while let tag = try reader.nextTag() {
            switch tag {
            case .bytes(1): services.append(try reader.element())
            default: try reader.skip(tag)
            }
        }
    }

    func encode(to writer: inout WireWriter) { writer.messages(1, services) }
}

private struct ErrorAnswer: WireMessage {
    var code: Int32 = 0
    var message = ""

    mutating func merge(from reader: inout WireReader) throws(WireError) {
        while let tag = try reader.nextTag() {
            switch tag {
            case .varint(1): code = try reader.int32()
            case .bytes(2): message = try reader.string()
            default: try reader.skip(tag)
            }
        }
    }

    func encode(to writer: inout WireWriter) {
        writer.int32(1, code)
        writer.string(2, message)
    }
}
