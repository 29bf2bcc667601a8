import CExtensionZlib

/// Reads whole files, gzipped or not.
enum GzipFile {
    static func read(_ path: String) throws -> [UInt8] {
        guard let file = gzopen(path, "rb") else { throw RecordingError.unreadable(file: path) }
        defer { gzclose(file) }
        var contents: [UInt8] = []
        var chunk = [UInt8](repeating: 0, count: 1 << 20)
        while true {
            let count = gzread(file, &chunk, UInt32(chunk.count))
            guard count >= 0 else { throw RecordingError.unreadable(file: path) }
            if count == 0 { break }
            contents += chunk[..<Int(count)]
        }
        var code: Int32 = 0
        gzerror(file, &code)
        guard code == Z_OK else { throw RecordingError.unreadable(file: path) }
        return contents
    }
}
