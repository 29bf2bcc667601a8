import CoreMetrics
import ExtensionPostgres
import ExtensionProtocol
import NIOConcurrencyHelpers
import NIOCore
import PostgresAuthentication

/// A configured query: asked once for all who ask the same at the same time, and remembered.
final class CachedQuery<Value: Sendable>: Sendable {
    /// A look-up under way. Whoever started it may be cancelled while others wait, so it is nobody's child.
    private struct Flight: Sendable {
        let number: UInt64
        let task: Task<Result<Value, PostgresError>, Never>
    }

    private struct State: Sendable {
        var cache: DividedCache<Value>
        var flights: [LookupKey: Flight] = [:]
        var flightCount: UInt64 = 0
        /// Whether changes of the tables are told: otherwise what is remembered only stands in when the database can't be asked.
        var isTold = false
    }

    private let query: ClientQuery
    private let pool: PostgresPool
    private let failures: QueryFailures
    private let metrics: LookupMetrics
    private let read: @Sendable ([TextRow]) -> Value
    private let state: NIOLockedValueBox<State>

    /// `isNothing` says which values go with names that anybody can make up.
    init(
        _ query: ClientQuery,
        pool: PostgresPool,
        limits: CacheLimits,
        failures: QueryFailures,
        isNothing: @escaping @Sendable (Value) -> Bool = { _ in false },
        read: @escaping @Sendable ([TextRow]) -> Value
    ) {
        self.query = query
        self.pool = pool
        self.failures = failures
        self.read = read
        metrics = LookupMetrics(query: query.name)
        state = NIOLockedValueBox(State(cache: DividedCache(limits, isNothing: isNothing)))
    }

    /// What the query gives for a client, or gave lately. Throws when the database doesn't answer and nothing stands in.
    func value(for client: ClientInfo, deadline: NIODeadline) async throws(PostgresError) -> Value {
        let values = query.template.values(for: client)
        let key = LookupKey(username: client.username, values: values)
        if let value = fresh(key) {
            metrics.hits.increment()
            return value
        }
        metrics.misses.increment()
        switch await flight(key, values, deadline).task.value {
        case .success(let value): return value
        case .failure(let error): return try lastKnown(key, error)
        }
    }

    private func fresh(_ key: LookupKey) -> Value? {
        state.withLockedValue { $0.isTold ? $0.cache.fresh(key, now: .now()) : nil }
    }

    private func lastKnown(_ key: LookupKey, _ error: PostgresError) throws(PostgresError) -> Value {
        guard let value = state.withLockedValue({ $0.cache.lastKnown(key, now: .now()) }) else { throw error }
        metrics.standIns.increment()
        return value
    }

    private func flight(_ key: LookupKey, _ values: [String], _ deadline: NIODeadline) -> Flight {
        state.withLockedValue { state in
            if let flight = state.flights[key] { return flight }
            state.flightCount += 1
            let number = state.flightCount
            let task = Task {
                let result = await self.ask(values, deadline)
                self.land(key, number, result)
                return result
            }
            state.flights[key] = Flight(number: number, task: task)
            return Flight(number: number, task: task)
        }
    }

    /// Remembers what came, unless the tables have changed since it was asked for.
    private func land(_ key: LookupKey, _ number: UInt64, _ result: Result<Value, PostgresError>) {
        state.withLockedValue { state in
            guard state.flights[key]?.number == number else { return }
            state.flights[key] = nil
            guard case .success(let value) = result else { return }
            state.cache.insert(value, for: key, now: .now())
        }
    }

    private func ask(_ values: [String], _ deadline: NIODeadline) async -> Result<Value, PostgresError> {
        let start = NIODeadline.now()
        defer { metrics.duration.recordNanoseconds((.now() - start).nanoseconds) }
        do throws(PostgresError) {
            return .success(read(try await query.rows(values, from: pool, deadline: deadline)))
        } catch {
            metrics.failures.increment()
            failures.failed(query, error)
            return .failure(error)
        }
    }
}

extension CachedQuery: ChangeObserver {
    func changed(username: [UInt8]?) {
        state.withLockedValue { state in
            // Who asks from now on has to see the change, so nobody joins what was asked before.
            state.flights.removeAll()
            if let username { state.cache.remove(username: username) } else { state.cache.removeAll() }
        }
    }

    func setTold(_ isTold: Bool) {
        state.withLockedValue { state in
            state.isTold = isTold
            guard isTold else { return }
            state.flights.removeAll()
            state.cache.removeAll()
        }
    }
}
