import CExtensionPQ

/// What a statement gave. All rows are in memory: bound large ones with LIMIT.
package struct PostgresRows: RandomAccessCollection, Sendable {
    let result: PostgresResult

    package var startIndex: Int { 0 }
    package var endIndex: Int { Int(PQntuples(result.pointer)) }

    package subscript(position: Int) -> PostgresRow {
        precondition(indices.contains(position), "row out of range")
        return PostgresRow(result: result, index: Int32(position))
    }

    package var columnNames: [String] { (0..<PQnfields(result.pointer)).map { String(cString: PQfname(result.pointer, $0)) } }

    /// Rows inserted, updated, deleted, copied or selected; 0 for other statements.
    package var affectedCount: Int { Int(String(cString: PQcmdTuples(result.pointer))) ?? 0 }

    var beginsTransaction: Bool { commandTag == "BEGIN" || commandTag == "START TRANSACTION" }

    /// Such as "INSERT 0 1", or "ROLLBACK".
    var commandTag: String { String(cString: PQcmdStatus(result.pointer)) }
}
