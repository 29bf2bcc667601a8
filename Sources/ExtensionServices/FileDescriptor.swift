import ExtensionGRPC

/// One proto file as server reflection shows it.
struct FileDescriptor: Sendable {
    /// The path by which files import it.
    let name: String
    /// The serialized google.protobuf.FileDescriptorProto.
    let bytes: [UInt8]
    /// The full name of everything that the file declares.
    let symbols: Set<String>

    /// `symbols` are separated by spaces.
    init(name: String, base64: String, symbols: String) {
        self.name = name
        bytes = Base64.decode(base64.utf8) ?? []
        self.symbols = Set(symbols.split(separator: " ").map(String.init))
    }
}
