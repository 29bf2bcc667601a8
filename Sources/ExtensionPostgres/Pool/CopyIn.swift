import NIOCore

/// One COPY FROM STDIN on a leased connection.
struct CopyIn {
    let engine: PoolEngine
    let lease: Lease
    let deadline: NIODeadline?

    func run<Chunks: AsyncSequence>(_ sql: String, _ chunks: Chunks) async throws -> Int where Chunks.Element == [UInt8] {
        guard try await send(.beginCopy(sql: sql)) == nil else { throw PostgresError.misuse("it isn't COPY … FROM STDIN") }
        do {
            // Each is on the socket before the next is asked for.
            for try await chunk in chunks where !chunk.isEmpty { try await send(.copyData(chunk)) }
        } catch {
            _ = try? await send(.endCopy(failure: "the rows ended with an error"))
            throw error
        }
        return try await send(.endCopy(failure: nil))?.affectedCount ?? 0
    }

    @discardableResult
    private func send(_ operation: Request.Operation) async throws(PostgresError) -> PostgresRows? {
        try await engine.result(of: Request(operation, deadline: deadline), on: lease)
    }
}
