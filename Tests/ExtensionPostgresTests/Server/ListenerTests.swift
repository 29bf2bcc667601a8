import ExtensionPostgres
import PostgresPeer
import Testing

@Suite("PostgreSQL: LISTEN", .timeLimit(.minutes(1)))
struct ListenerTests {
    @Test("Notifications arrive, on channels of any name")
    func notifications() async throws {
        try await withPool(size: 1) { pool in
            var events = pool.listen(to: ["plants", "a \"quoted\" one"]).makeAsyncIterator()
            #expect(await events.next() == .listening)
            let process: Int32 = try await pool.query("SELECT pg_backend_pid()")[0].decode(0)
            try await pool.execute("SELECT pg_notify('plants', 'water')")
            try await pool.execute("NOTIFY \"a \"\"quoted\"\" one\"")
            #expect(await events.next() == .notification(PostgresNotification(channel: "plants", payload: "water", processID: process)))
            #expect(
                await events.next() == .notification(PostgresNotification(channel: "a \"quoted\" one", payload: "", processID: process))
            )
        }
    }

    @Test("A lost connection is said, made again, and said again")
    func reconnects() async throws {
        try await withPool(size: 1, configure: { $0.applicationName = "listener-reconnects" }) { pool in
            var events = pool.listen(to: ["reunion"]).makeAsyncIterator()
            #expect(await events.next() == .listening)
            try await pool.execute(
                """
                SELECT pg_terminate_backend(pid) FROM pg_stat_activity
                WHERE application_name = 'listener-reconnects' AND pid <> pg_backend_pid()
                """
            )
            guard case .interrupted = await events.next() else {
                Issue.record("no interruption")
                return
            }
            #expect(await events.next() == .listening)
            try await pool.execute("NOTIFY reunion, 'again'")
            guard case .notification(let notification) = await events.next() else {
                Issue.record("no notification")
                return
            }
            #expect(notification.payload == "again")
        }
    }

    @Test("What nobody takes in time is dropped, and said")
    func overflow() async throws {
        try await withPool(size: 1) { pool in
            var (events, witness) = (
                pool.listen(to: ["flood"]).makeAsyncIterator(), pool.listen(to: ["flood"]).makeAsyncIterator()
            )
            #expect(await events.next() == .listening)
            #expect(await witness.next() == .listening)
            try await pool.execute("SELECT pg_notify('flood', n::text) FROM generate_series(1, 30000) n")
            try await pool.execute("SELECT pg_notify('flood', 'end')")
            // When one listener has heard all of it, much more has come to the other than it keeps.
            while let event = await witness.next() {
                if case .notification(let notification) = event, notification.payload == "end" { break }
            }
            var hasOverflowed = false
            while let event = await events.next() {
                if event == .overflowed { hasOverflowed = true }
                if case .notification(let notification) = event, notification.payload == "end" { break }
            }
            #expect(hasOverflowed)
        }
    }

    @Test("A listener that nobody reads any more gives its connection back, and a closed pool ends the others")
    func ends() async throws {
        let counting = PostgresStatement("SELECT count(*) FROM pg_stat_activity WHERE application_name = 'listener-ends'")
        try await withPool(size: 1, configure: { $0.applicationName = "listener-ends" }) { pool in
            do {
                var events = pool.listen(to: ["plants"]).makeAsyncIterator()
                #expect(await events.next() == .listening)
                #expect(try await pool.query(counting)[0].decode(0) == 2)
            }
            try await eventually { try await pool.query(counting)[0].decode(0) == 1 }
            var events = pool.listen(to: ["plants"]).makeAsyncIterator()
            #expect(await events.next() == .listening)
            await pool.close()
            #expect(await events.next() == nil)
            var late = pool.listen(to: ["plants"]).makeAsyncIterator()
            #expect(await late.next() == nil)
        }
    }
}
