/// The oldest records of a spool, read to be handled and then removed.
package struct SpoolBatch: Sendable {
    /// In the order in which they were appended.
    package let records: [[UInt8]]
    let start: SpoolPosition
    let end: SpoolPosition
}
