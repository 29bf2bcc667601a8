import ExtensionGRPC
import ExtensionProtocol
import Foundation

/// The calls of one file, in the order in which the broker sent them.
struct Recording: Sendable {
    struct Call: Sendable {
        let connection: Int
        let path: String
        let method: HookProviderMethod
        let version: ExHookVersion
        let metadata: RPCMetadata
        let timeout: Duration?
        let request: [UInt8]
    }

    let calls: [Call]

    /// Reads a file of JSON lines, gzipped or not. Throws where a line isn't a call of a hook provider.
    init(file: String) throws {
        let decoder = JSONDecoder()
        calls = try GzipFile.read(file).split(separator: UInt8(ascii: "\n")).map { line in
            try Call(decoder.decode(RecordedLine.self, from: Data(line)))
        }
    }
}

/// A line, with what of it matters here.
private struct RecordedLine: Decodable {
    struct Message: Decodable {
        let bytes: Data
    }

    let connection: Int
    let path: String
    let headers: [String: String]
    let requests: [Message]

    /// Header fields that every client sends of its own accord.
    private static let ownFields: Set = ["content-type", "user-agent", "te", "grpc-encoding", "grpc-timeout"]

    var metadata: RPCMetadata {
        var metadata = RPCMetadata()
        for (name, value) in headers where !name.hasPrefix(":") && !Self.ownFields.contains(name) { metadata.append(name, .text(value)) }
        return metadata
    }
}

extension Recording.Call {
    private static let methods = Dictionary(
        uniqueKeysWithValues: ExHookVersion.allCases.flatMap { version in
            HookProviderMethod.allCases.map { ($0.path(in: version), ($0, version)) }
        }
    )

    fileprivate init(_ line: RecordedLine) throws {
        guard let (method, version) = Self.methods[line.path], line.requests.count == 1 else {
            throw RecordingError.notAHook(path: line.path)
        }
        self.init(
            connection: line.connection,
            path: line.path,
            method: method,
            version: version,
            metadata: line.metadata,
            timeout: line.headers["grpc-timeout"].flatMap(RPCTimeout.duration),
            request: [UInt8](line.requests[0].bytes)
        )
    }
}

/// Why a file can't be replayed.
enum RecordingError: Error, CustomStringConvertible {
    case unreadable(file: String)
    case notAHook(path: String)

    var description: String {
        switch self {
        case .unreadable(let file): "\(file) can't be read, or isn't whole."
        case .notAHook(let path): "\(path) isn't a hook: this isn't a recording of what a broker sends to a hook provider."
        }
    }
}
