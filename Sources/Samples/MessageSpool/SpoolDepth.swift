/// How much is in a spool.
package struct SpoolDepth: Hashable, Sendable {
    /// Records that were appended and not yet removed, those still being written included.
    package var records = 0
    /// What those records have, without the spool's own bytes around them.
    package var bytes = 0
    /// The segments' size on the disk, removed records included until their segment goes.
    package var bytesOnDisk = 0
}
