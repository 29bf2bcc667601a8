/// A connection for one caller alone.
final class Lease: @unchecked Sendable {  // mutable state is touched on the poll loop only
    /// Nil before it is granted and once the connection is lost.
    var connection: ServerConnection?
    var lossReason = "it was lost"
}
