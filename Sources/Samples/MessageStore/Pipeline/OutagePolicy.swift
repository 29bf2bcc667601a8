/// What becomes of a record while the database takes none.
package enum OutagePolicy: String, CaseIterable, Sendable {
    /// It is kept on the disk, and stored later.
    case spool
    /// It is refused: a message isn't routed, an event is lost.
    case reject
    /// It is lost, and a message is routed all the same.
    case pass
}
