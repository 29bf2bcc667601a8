import CExtensionPQ

// Each is false when the connection can't be used any more.
extension LibPQLink {
    func sendQuery(_ sql: String, _ arguments: PostgresArguments, resultFormat: PostgresFormat) -> Bool {
        let (types, lengths, formats) = (arguments.types, arguments.lengths, arguments.formats)
        return arguments.withValues { values in
            PQsendQueryParams(connection, sql, arguments.count, types, values, lengths, formats, resultFormat.rawValue) == 1
        }
    }

    func sendPrepare(_ name: String, _ sql: String, types: [UInt32]) -> Bool {
        PQsendPrepare(connection, name, sql, Int32(types.count), types) == 1
    }

    func sendPrepared(_ name: String, _ arguments: PostgresArguments, resultFormat: PostgresFormat) -> Bool {
        let (lengths, formats) = (arguments.lengths, arguments.formats)
        return arguments.withValues { values in
            PQsendQueryPrepared(connection, name, arguments.count, values, lengths, formats, resultFormat.rawValue) == 1
        }
    }

    /// Ends the implicit transaction of what was sent, and so keeps a failure from what comes after. libpq 15 writes to the socket here.
    func sync() -> Bool { PQpipelineSync(connection) == 1 }

    /// Sends what the socket takes. True when nothing is left, nil when the connection is lost.
    func flush() -> Bool? {
        switch PQflush(connection) {
        case 0: true
        case 1: false
        default: nil
        }
    }

    func enterPipelineMode() -> Bool { PQenterPipelineMode(connection) == 1 }

    /// libpq has no COPY in pipeline mode.
    func sendCopy(_ sql: String) -> Bool { PQexitPipelineMode(connection) == 1 && PQsendQuery(connection, sql) == 1 }

    func sendCopyData(_ bytes: [UInt8]) -> Bool {
        guard let count = Int32(exactly: bytes.count) else { return false }
        return bytes.withUnsafeBytes { PQputCopyData(connection, $0.baseAddress?.assumingMemoryBound(to: CChar.self), count) == 1 }
    }

    /// With a `failure`, the server undoes the COPY and reports it.
    func sendCopyEnd(failure: String?) -> Bool { PQputCopyEnd(connection, failure) == 1 }

    /// What it takes to ask the server, over a connection of its own, to stop what this one runs.
    func makeCanceller() -> LibPQCanceller? { PQgetCancel(connection).map(LibPQCanceller.init) }
}
