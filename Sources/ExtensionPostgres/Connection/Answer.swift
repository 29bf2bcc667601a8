import CExtensionPQ

/// Gathers what the server answers to one request: the statements that go before (DEALLOCATE, PREPARE), then the statement itself.
struct Answer {
    private(set) var rows: PostgresRows?
    private(set) var failure: PostgresServerError?
    private(set) var isMisuse = false
    private(set) var successCount = 0

    /// After the first failure the server skips the rest (PGRES_PIPELINE_ABORTED).
    mutating func add(_ result: PostgresResult) {
        switch result.status {
        case PGRES_TUPLES_OK, PGRES_COMMAND_OK, PGRES_EMPTY_QUERY:
            rows = PostgresRows(result: result)
            successCount += 1
        case PGRES_COPY_IN, PGRES_COPY_OUT, PGRES_COPY_BOTH: isMisuse = true
        case PGRES_PIPELINE_ABORTED: break
        default: failure = failure ?? PostgresServerError(result)
        }
    }

    var result: Result<PostgresRows?, PostgresError> { failure.map { .failure(.server($0)) } ?? .success(rows) }
}
