import Foundation

/// What one broker and one kind of service said to each other; the files are in Tests/Recordings.
package struct Recording: Sendable, CustomStringConvertible {
    package enum Interface: String, Sendable, CaseIterable {
        /// The broker calls a hook provider.
        case exhook
        /// The broker calls a connection handler.
        case exprotoHandler = "exproto-handler"
        /// A connection handler calls the broker.
        case exprotoAdapter = "exproto-adapter"
    }

    /// The broker's version.
    package let broker: String
    package let interface: Interface

    /// All of one interface, one for each broker.
    package static func all(of interface: Interface) -> [Recording] {
        ["4.4.19", "5.1.1", "5.9.2"].map { Recording(broker: $0, interface: interface) }
    }

    /// All there are.
    package static var all: [Recording] {
        Interface.allCases.flatMap(all(of:))
    }

    package var description: String {
        "EMQX \(broker) \(interface.rawValue)"
    }

    /// The gRPC calls, in the order in which they were sent.
    package func calls() throws -> [RecordedCall] {
        try lines(of: "calls")
    }

    /// The bytes of every connection, in the order in which they were seen.
    package func chunks() throws -> [RecordedChunk] {
        try lines(of: "bytes")
    }

    private func lines<Line: Decodable>(of kind: String) throws -> [Line] {
        let file = Self.folder.appending(path: "emqx-\(broker).\(interface.rawValue).\(kind).jsonl.gz")
        let text = try gunzip([UInt8](Data(contentsOf: file)))
        let decoder = JSONDecoder()
        return try text.split(separator: UInt8(ascii: "\n")).map { try decoder.decode(Line.self, from: Data($0)) }
    }

    private static let folder = URL(filePath: #filePath).deletingLastPathComponent().appending(path: "../Recordings")
}
