import ExtensionPostgres

/// A row of a table, many of which are inserted by one statement with an array for each column.
protocol InsertableRow: Sendable {
    static func columns(of rows: ArraySlice<Self>) -> [PostgresParameter]
}

extension StoredMessage: InsertableRow {
    static func columns(of rows: ArraySlice<StoredMessage>) -> [PostgresParameter] {
        [
            .array(rows.map(\.id)), .array(rows.map(\.at)), .array(rows.map(\.topic)), .array(rows.map(\.qos)),
            .array(rows.map(\.clientID)),
            .array(rows.map(\.username)), .array(rows.map(\.payload)), .array(rows.map(\.node)), .array(rows.map(\.properties)),
            .array(rows.map(\.userProperties)),
        ]
    }
}

extension StoredEvent: InsertableRow {
    static func columns(of rows: ArraySlice<StoredEvent>) -> [PostgresParameter] {
        [
            .array(rows.map(\.id)), .array(rows.map(\.at)), .array(rows.map(\.event)), .array(rows.map(\.clientID)),
            .array(rows.map(\.username)), .array(rows.map(\.peerHost)), .array(rows.map(\.node)), .array(rows.map(\.topicFilter)),
            .array(rows.map(\.reason)),
        ]
    }
}

extension PostgresStatement {
    /// Idempotent all: on a lost connection they are sent again.
    static let insertMessages = PostgresStatement(messages, isIdempotent: true)

    static let insertEvents = PostgresStatement(
        """
        INSERT INTO mqtt_event (id, at, event, client_id, username, peer_host, node, topic_filter, reason)
        SELECT * FROM unnest($1::uuid[], $2::timestamptz[], $3::text[], $4::text[], $5::text[], $6::text[], $7::text[], $8::text[], $9::text[])
        ON CONFLICT DO NOTHING
        """,
        isIdempotent: true
    )

    /// The same, and the newest message of each topic. In the order of topics, so that two programs that store wait for each other instead
    /// of locking each other out.
    static let insertMessagesAndLast = PostgresStatement(
        """
        WITH stored AS (\(messages))
        INSERT INTO mqtt_last_message (topic_sha256, topic, id, at, qos, client_id, payload)
        SELECT sha256(convert_to(topic, 'UTF8')), topic, id, at, qos, client_id, payload FROM (
            SELECT DISTINCT ON (topic COLLATE "C") id, at, topic, qos, client_id, payload
            FROM unnest($1::uuid[], $2::timestamptz[], $3::text[], $4::smallint[], $5::text[], $7::bytea[])
                AS message (id, at, topic, qos, client_id, payload)
            ORDER BY topic COLLATE "C", at DESC, id DESC
        ) AS newest
        ON CONFLICT (topic_sha256) DO UPDATE
        SET id = excluded.id, at = excluded.at, qos = excluded.qos, client_id = excluded.client_id, payload = excluded.payload
        WHERE (mqtt_last_message.at, mqtt_last_message.id) < (excluded.at, excluded.id)
        """,
        isIdempotent: true
    )

    private static let messages = """
        INSERT INTO mqtt_message (id, at, topic, qos, client_id, username, payload, node, properties, user_properties)
        SELECT id, at, topic, qos, client_id, username, payload, node, properties::jsonb, user_properties::jsonb
        FROM unnest(
            $1::uuid[], $2::timestamptz[], $3::text[], $4::smallint[], $5::text[], $6::text[], $7::bytea[], $8::text[], $9::text[], $10::text[]
        ) AS message (id, at, topic, qos, client_id, username, payload, node, properties, user_properties)
        ON CONFLICT DO NOTHING
        """
}
