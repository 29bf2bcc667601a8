package import PostgresCommand

/// The tables that messages and events are kept in, partitioned by day, and the function that keeps the partitions.
package enum StoreSchema {
    package static let migrations = SchemaMigrations(program: "hook-store-postgres", steps: [tables + maintenance])

    // Of an index, an entry has at most 2,704 bytes, and a topic may have 65,535: so the index has its beginning, and the key its hash.
    private static let tables = [
        """
        CREATE TABLE mqtt_message (
            id uuid NOT NULL,
            at timestamptz NOT NULL,
            topic text COLLATE "C" NOT NULL,
            qos smallint NOT NULL,
            client_id text NOT NULL,
            username text,
            payload bytea NOT NULL,
            node text NOT NULL,
            properties jsonb,
            user_properties jsonb,
            PRIMARY KEY (id, at)
        ) PARTITION BY RANGE (at)
        """,
        "CREATE INDEX mqtt_message_topic_idx ON mqtt_message (left(topic, 255), at DESC)",
        "CREATE TABLE mqtt_message_default PARTITION OF mqtt_message DEFAULT",
        """
        CREATE TABLE mqtt_event (
            id uuid NOT NULL,
            at timestamptz NOT NULL,
            event text NOT NULL,
            client_id text NOT NULL,
            username text,
            peer_host text NOT NULL,
            node text NOT NULL,
            topic_filter text,
            reason text,
            PRIMARY KEY (id, at)
        ) PARTITION BY RANGE (at)
        """,
        "CREATE INDEX mqtt_event_client_id_idx ON mqtt_event (left(client_id, 255), at DESC)",
        "CREATE TABLE mqtt_event_default PARTITION OF mqtt_event DEFAULT",
        """
        CREATE TABLE mqtt_last_message (
            topic_sha256 bytea PRIMARY KEY,
            topic text COLLATE "C" NOT NULL,
            id uuid NOT NULL,
            at timestamptz NOT NULL,
            qos smallint NOT NULL,
            client_id text NOT NULL,
            payload bytea NOT NULL
        ) WITH (fillfactor = 70)
        """,
    ]

    /// A function with its owner's rights, so that the program that stores needs no others than INSERT and this function's EXECUTE.
    ///
    /// Whoever calls it, or may make functions in its schema, mustn't get at those rights: it sees the system's functions only, and names its
    /// tables with their schema. And it always counts days in UTC, which its text has to say to be read back.
    private static let maintenance = [
        """
        DO $do$ BEGIN EXECUTE replace($create$
        CREATE FUNCTION mqtt_store_maintain(days_ahead integer, retention_days integer) RETURNS integer
        LANGUAGE plpgsql SECURITY DEFINER
        SET search_path = pg_catalog, pg_temp SET "TimeZone" = 'UTC' SET "DateStyle" = 'ISO, YMD'
        AS $function$
        DECLARE
            owner_schema text := @schema@;
            today date := now()::date;
            parent text;
            partition text;
            day date;
            changes integer := 0;
        BEGIN
            PERFORM pg_advisory_xact_lock(hashtext('mqtt_store_maintain'));
            -- Who stores waits behind this transaction for its locks: rather try again later.
            PERFORM set_config('lock_timeout', '200ms', true);
            FOREACH parent IN ARRAY ARRAY['mqtt_message', 'mqtt_event'] LOOP
                FOR day IN SELECT today + number FROM generate_series(0, days_ahead) AS number LOOP
                    partition := parent || '_' || to_char(day, 'YYYYMMDD');
                    CONTINUE WHEN to_regclass(format('%I.%I', owner_schema, partition)) IS NOT NULL;
                    EXECUTE format('LOCK TABLE %I.%I IN ACCESS EXCLUSIVE MODE', owner_schema, parent || '_default');
                    EXECUTE format(
                        'CREATE TABLE %1$I.%2$I (LIKE %1$I.%3$I INCLUDING DEFAULTS INCLUDING CONSTRAINTS)', owner_schema, partition, parent
                    );
                    EXECUTE format(
                        'WITH moved AS (DELETE FROM %1$I.%2$I WHERE at >= %4$L AND at < %5$L RETURNING *)
                        INSERT INTO %1$I.%3$I SELECT * FROM moved',
                        owner_schema, parent || '_default', partition, day::timestamptz, (day + 1)::timestamptz
                    );
                    EXECUTE format(
                        'ALTER TABLE %1$I.%2$I ATTACH PARTITION %1$I.%3$I FOR VALUES FROM (%4$L) TO (%5$L)',
                        owner_schema, parent, partition, day::timestamptz, (day + 1)::timestamptz
                    );
                    changes := changes + 1;
                END LOOP;
                CONTINUE WHEN retention_days <= 0;
                FOR partition IN
                    SELECT child.relname FROM pg_inherits JOIN pg_class AS child ON child.oid = inhrelid
                    WHERE inhparent = format('%I.%I', owner_schema, parent)::regclass AND child.relname ~ ('^' || parent || '_[0-9]{8}$')
                    AND to_date(right(child.relname, 8), 'YYYYMMDD') < today - retention_days
                LOOP
                    EXECUTE format('DROP TABLE %I.%I', owner_schema, partition);
                    changes := changes + 1;
                END LOOP;
                EXECUTE format(
                    'DELETE FROM %I.%I WHERE at < %L', owner_schema, parent || '_default', (today - retention_days)::timestamptz
                );
            END LOOP;
            RETURN changes;
        END
        $function$
        $create$, '@schema@', quote_literal(current_schema())); END $do$
        """,
        "REVOKE ALL ON FUNCTION mqtt_store_maintain FROM PUBLIC",
        "SELECT mqtt_store_maintain(7, 0)",
    ]
}
