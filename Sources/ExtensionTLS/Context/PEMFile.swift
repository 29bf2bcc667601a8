import CExtensionOpenSSL

enum PEMFile {
    /// A BIO that reads the file, to be freed by the caller.
    static func open(_ path: String) throws(TLSConfigurationError) -> OpaquePointer {
        OpenSSLErrors.clear()
        guard let file = BIO_new_file(path, "r") else { throw .unreadableFile(path, reason: OpenSSLErrors.takeReason()) }
        return file
    }

    /// OpenSSL says less clearly that a file is missing when it reads one itself.
    static func requireReadable(_ path: String) throws(TLSConfigurationError) {
        BIO_free(try open(path))
    }
}
