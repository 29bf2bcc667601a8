package import PostgresAuthentication
package import PostgresCommand

/// The tables as EMQX documents them, and triggers that tell of changes to their rows.
package enum AuthenticationSchema {
    /// Tables that are there are kept, and have to have the columns of the convention.
    package static func migrations(_ convention: TableConvention) -> SchemaMigrations {
        switch convention {
        case .v4: SchemaMigrations(program: "hook-auth-postgres emqx4", steps: [tables4 + triggers])
        case .v5: SchemaMigrations(program: "hook-auth-postgres emqx5", steps: [tables5 + triggers])
        }
    }

    private static let tables5 = [
        """
        CREATE TABLE IF NOT EXISTS mqtt_user (
            id serial PRIMARY KEY,
            username text NOT NULL UNIQUE,
            password_hash text NOT NULL,
            salt text NOT NULL,
            is_superuser boolean DEFAULT false,
            created timestamp with time zone DEFAULT now()
        )
        """,
        """
        CREATE TABLE IF NOT EXISTS mqtt_acl (
            id serial PRIMARY KEY,
            username text NOT NULL,
            permission text NOT NULL,
            action text NOT NULL,
            topic text NOT NULL,
            qos smallint,
            retain smallint
        )
        """,
        "SELECT username, password_hash FROM mqtt_user LIMIT 0",
        "SELECT id, username, permission, action, topic FROM mqtt_acl LIMIT 0",
        "CREATE INDEX IF NOT EXISTS mqtt_acl_username_idx ON mqtt_acl (username)",
    ]

    /// Passwords have more room than in EMQX's own script: SHA-512 is 128 digits.
    private static let tables4 = [
        """
        CREATE TABLE IF NOT EXISTS mqtt_user (
            id serial PRIMARY KEY,
            is_superuser boolean,
            username character varying(100) UNIQUE,
            password character varying(255),
            salt character varying(40)
        )
        """,
        """
        CREATE TABLE IF NOT EXISTS mqtt_acl (
            id serial PRIMARY KEY,
            allow integer,
            ipaddr character varying(60),
            username character varying(100),
            clientid character varying(100),
            access integer,
            topic character varying(100)
        )
        """,
        "SELECT username, password FROM mqtt_user LIMIT 0",
        "SELECT id, allow, ipaddr, username, clientid, access, topic FROM mqtt_acl LIMIT 0",
        "CREATE INDEX IF NOT EXISTS mqtt_acl_username_idx ON mqtt_acl (username)",
        "CREATE INDEX IF NOT EXISTS mqtt_acl_clientid_idx ON mqtt_acl (clientid)",
        "CREATE INDEX IF NOT EXISTS mqtt_acl_ipaddr_idx ON mqtt_acl (ipaddr)",
    ]

    private static let triggers = [notifyFunction] + ["mqtt_user", "mqtt_acl"].flatMap(triggers)

    /// Tells whose row it was and whose it is. A row that may be about others than its user is told as anybody's, with an empty text, and so
    /// is a name that doesn't fit into the 8000 bytes of a notification.
    private static let notifyFunction = """
        CREATE OR REPLACE FUNCTION mqtt_auth_changed() RETURNS trigger LANGUAGE plpgsql SET search_path = pg_catalog AS $$
        DECLARE
            changed jsonb;
            name text;
        BEGIN
            IF TG_LEVEL = 'STATEMENT' THEN
                PERFORM pg_notify('\(ChangeWatcher.channel)', '');
                RETURN NULL;
            END IF;
            FOREACH changed IN ARRAY ARRAY[to_jsonb(OLD), to_jsonb(NEW)] LOOP
                CONTINUE WHEN changed IS NULL;
                name := coalesce(changed ->> 'username', '');
                IF name = '$all' OR octet_length(name) > 7000
                    OR concat(changed ->> 'clientid', changed ->> 'ipaddr', changed ->> 'ipaddress') <> '' THEN
                    name := '';
                END IF;
                PERFORM pg_notify('\(ChangeWatcher.channel)', name);
            END LOOP;
            RETURN NULL;
        END
        $$
        """

    private static func triggers(on table: String) -> [String] {
        [
            "DROP TRIGGER IF EXISTS mqtt_auth_row_changed ON \(table)",
            "DROP TRIGGER IF EXISTS mqtt_auth_truncated ON \(table)",
            """
            CREATE TRIGGER mqtt_auth_row_changed AFTER INSERT OR UPDATE OR DELETE ON \(table)
            FOR EACH ROW EXECUTE FUNCTION mqtt_auth_changed()
            """,
            "CREATE TRIGGER mqtt_auth_truncated AFTER TRUNCATE ON \(table) FOR EACH STATEMENT EXECUTE FUNCTION mqtt_auth_changed()",
        ]
    }
}
