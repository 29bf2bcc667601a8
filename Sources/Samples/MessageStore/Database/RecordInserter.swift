import ExtensionPostgres
import NIOCore

/// Puts records into their tables, each once: one that is there already counts as stored.
struct RecordInserter: Sendable {
    let client: any PostgresClient
    let keepsLastMessages: Bool

    /// Inserts the records, those of a kind in one statement, and gives for each why the database refuses it, nil if it is stored.
    ///
    /// Throws when it isn't the records' fault: then any of them may be stored or not, and all of them can be inserted again. `deadline` is
    /// asked for each statement.
    func insert(_ records: [StoreRecord], deadline: @autoclosure () -> NIODeadline) async throws(PostgresError) -> [PostgresServerError?] {
        var refusals = [PostgresServerError?](repeating: nil, count: records.count)
        var messages = Batch<StoredMessage>()
        var events = Batch<StoredEvent>()
        for (index, record) in records.enumerated() {
            switch record {
            case .message(let message): messages.append(message, at: index)
            case .event(let event): events.append(event, at: index)
            }
        }
        let insertMessages = keepsLastMessages ? PostgresStatement.insertMessagesAndLast : .insertMessages
        try await insert(messages[...], with: insertMessages, deadline, &refusals)
        try await insert(events[...], with: .insertEvents, deadline, &refusals)
        return refusals
    }

    /// Halves a batch that is refused until what is refused stands alone.
    private func insert<Row: InsertableRow>(
        _ batch: Batch<Row>.Part,
        with statement: PostgresStatement,
        _ deadline: () -> NIODeadline,
        _ refusals: inout [PostgresServerError?]
    ) async throws(PostgresError) {
        guard let first = batch.indices.first else { return }
        do throws(PostgresError) {
            try await client.execute(statement, Row.columns(of: batch.rows), deadline: deadline())
        } catch {
            guard case .server(let refusal) = error, refusal.isFaultOfRows else { throw error }
            guard batch.rows.count > 1 else { return refusals[first] = refusal }
            for half in batch.halves { try await insert(half, with: statement, deadline, &refusals) }
        }
    }
}

/// Rows of a kind, with the index that each has among all.
private struct Batch<Row> {
    private(set) var rows: [Row] = []
    private(set) var indices: [Int] = []

    struct Part {
        let rows: ArraySlice<Row>
        let indices: ArraySlice<Int>

        var halves: [Part] {
            let half = rows.count / 2
            return [
                Part(rows: rows.prefix(half), indices: indices.prefix(half)),
                Part(rows: rows.dropFirst(half), indices: indices.dropFirst(half)),
            ]
        }
    }

    mutating func append(_ row: Row, at index: Int) {
        rows.append(row)
        indices.append(index)
    }

    subscript(_: UnboundedRange) -> Part { Part(rows: rows[...], indices: indices[...]) }
}

extension PostgresServerError {
    /// A value that can't be stored (class 22, 54) or that a constraint (23) or a trigger's RAISE (P0001) forbids, and not tables that aren't as they should be: where
    /// a partition is missing, a row violates no constraint that has a name.
    var isFaultOfRows: Bool {
        switch sqlState.prefix(2) {
        case "22", "54": true
        case "P0": sqlState == "P0001"
        case "23": constraint != nil || column != nil
        default: false
        }
    }
}
