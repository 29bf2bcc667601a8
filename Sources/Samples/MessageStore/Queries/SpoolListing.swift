import Foundation
import Logging
import MessageSpool

/// Shows what is in a spool that nobody else has open, and takes nothing out.
package struct SpoolListing: Sendable {
    private let directory: String

    package init(directory: String) { self.directory = directory }

    /// The oldest records as JSON objects; those that can't be read as their bytes in base 64.
    package func firstLines(_ count: Int) async throws -> [String] {
        let logger = Logger(label: "spool") { StreamLogHandler.standardError(label: $0) }
        let spool = try await MessageSpool.open(SpoolConfiguration(directory: directory), logger: logger)
        let records: [[UInt8]]
        do {
            records = try await spool.firstRecords(count)
        } catch {
            await spool.shutDown()
            throw error
        }
        await spool.shutDown()
        return try records.map(line)
    }

    private func line(_ bytes: [UInt8]) throws -> String {
        let encoder = JSONEncoder()
        encoder.outputFormatting = [.sortedKeys, .withoutEscapingSlashes]
        let line =
            switch RecordCoding.decode(bytes) {
            case .message(let message): try encoder.encode(FoundMessage(message))
            case .event(let event): try encoder.encode(event)
            case nil: try encoder.encode(["unreadable_base64": Data(bytes).base64EncodedString()])
            }
        return String(decoding: line, as: UTF8.self)
    }
}

extension StoredEvent: Encodable {
    private enum Key: String, CodingKey {
        case id, at, event, username, node, reason
        case clientID = "client_id"
        case peerHost = "peer_host"
        case topicFilter = "topic_filter"
    }

    func encode(to encoder: any Encoder) throws {
        var container = encoder.container(keyedBy: Key.self)
        try container.encode("\(id)", forKey: .id)
        try container.encode(at.iso8601, forKey: .at)
        try container.encode(event, forKey: .event)
        try container.encode(clientID, forKey: .clientID)
        try container.encodeIfPresent(username, forKey: .username)
        try container.encode(peerHost, forKey: .peerHost)
        try container.encode(node, forKey: .node)
        try container.encodeIfPresent(topicFilter, forKey: .topicFilter)
        try container.encodeIfPresent(reason, forKey: .reason)
    }
}
