package import ExtensionPostgres
package import HookProviderKit

/// Finds stored messages by topic.
package struct TopicSearch: Sendable {
    /// An index entry has that much of a topic (see ``StoreSchema``).
    private static let indexedCharacters = 255

    private let client: any PostgresClient

    package init(_ client: any PostgresClient) { self.client = client }

    /// The newest messages whose topic matches the filter, newest first.
    package func lastMessages(_ filter: TopicFilter, limit: Int) async throws -> [FoundMessage] {
        // Not by Character: a slash and a combining mark behind it are one.
        let levels = filter.rawValue.unicodeScalars.split(separator: "/", omittingEmptySubsequences: false).map { Substring($0) }
        let hasWildcards = levels.contains("+") || levels.contains("#")
        let condition = hasWildcards ? "topic ~ $2 AND left(topic, 255) LIKE $1" : "topic = $2 AND left(topic, 255) = $1"
        let statement = PostgresStatement(
            """
            SELECT id, at, topic, qos, client_id, username, payload, node, properties::text, user_properties::text
            FROM mqtt_message WHERE \(condition) ORDER BY at DESC, id DESC LIMIT $3
            """,
            isPrepared: false
        )
        let parameters: [PostgresParameter] =
            hasWildcards
            ? [.value(Self.likePattern(levels)), .value(Self.regularExpression(levels))]
            : [.value(String(filter.rawValue.unicodeScalars.prefix(Self.indexedCharacters))), .value(filter.rawValue)]
        return try await client.query(statement, parameters + [.value(Int64(limit))]).map { try FoundMessage($0) }
    }

    /// The levels before the first wildcard, for the index.
    private static func likePattern(_ levels: [Substring]) -> String {
        let fixed = levels.prefix { $0 != "+" && $0 != "#" }.map { $0 + "/" }.joined()
        // The "/" before a "#" isn't there in the topic of the parent level.
        let beginning =
            levels.last == "#" && fixed.count == levels.dropLast().joined(separator: "/").count + 1 ? String(fixed.dropLast()) : fixed
        let escaped = beginning.unicodeScalars.prefix(indexedCharacters).map { "\\%_".unicodeScalars.contains($0) ? "\\\($0)" : "\($0)" }
        return escaped.joined() + "%"
    }

    /// MQTT 5 section 4.7: "+" is a level, "#" is the level before it and all below it; neither comes first for topics that begin with "$".
    private static func regularExpression(_ levels: [Substring]) -> String {
        var pattern = levels.first == "+" || levels.first == "#" ? "^(?!\\$)" : "^"
        for (index, level) in levels.enumerated() {
            let slash = index == 0 ? "" : "/"
            switch level {
            case "#": pattern += index == 0 ? "" : "(/.*)?"
            case "+": pattern += slash + "[^/]*"
            default: pattern += slash + escaped(level)
            }
        }
        return levels.last == "#" ? pattern + (levels.count == 1 ? "" : "$") : pattern + "$"
    }

    private static func escaped(_ text: Substring) -> String {
        text.unicodeScalars.map { "\\^$.|?*+()[]{}".unicodeScalars.contains($0) ? "\\\($0)" : "\($0)" }.joined()
    }
}
