/// Why a spool didn't do what it was asked to.
package enum SpoolError: Error, Hashable, Sendable, CustomStringConvertible {
    /// One record is longer than `SpoolConfiguration.maximumRecordSize`.
    case recordTooLarge(bytes: Int, limit: Int)
    /// More is waiting to be written than `queueRecords` or `queueBytes` allow: the disk doesn't keep up.
    case queueFull
    /// The segments have reached `SpoolConfiguration.maximumBytes`.
    case full(limit: Int)
    /// The disk failed or has no room. What was appended may be in a file all the same, and be read after a restart.
    case storage(StorageFailure)
    /// Another spool has the directory; its process, if that is known.
    case inUse(directory: String, holder: Int32?)
    /// A segment is from a newer version of this software.
    case unsupportedFormat(file: String, version: UInt32)
    case invalidConfiguration(String)
    /// The spool is shut down.
    case closed

    package var description: String {
        switch self {
        case .recordTooLarge(let bytes, let limit): "a record of \(bytes) bytes is too large for the spool (at most \(limit))"
        case .queueFull: "too much is waiting to be written to the spool"
        case .full(let limit): "the spool is full (at most \(limit) bytes)"
        case .storage(let failure): "the spool's disk: \(failure)"
        case .inUse(let directory, let holder?): "the spool \(directory) is in use by process \(holder)"
        case .inUse(let directory, nil): "the spool \(directory) is in use by another process"
        case .unsupportedFormat(let file, let version): "\(file) has version \(version) of the spool's format, which isn't known here"
        case .invalidConfiguration(let problem): "the spool's configuration: \(problem)"
        case .closed: "the spool is shut down"
        }
    }
}
