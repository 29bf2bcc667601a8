/// What a pool is doing, for health and metrics.
package struct PostgresPoolStatus: Hashable, Sendable {
    /// Connections that are set up, leased ones included.
    package var connected = 0
    /// Connections that do nothing.
    package var idle = 0
    /// Connections that belong to one caller.
    package var leased = 0
    /// Statements that were sent and aren't answered.
    package var inFlight = 0
    /// Statements and leases that wait for a connection.
    package var queued = 0
    /// Why the last connection was lost or couldn't be made. Stays when there are connections again.
    package var lastError: PostgresError?

    package init() {}
}
