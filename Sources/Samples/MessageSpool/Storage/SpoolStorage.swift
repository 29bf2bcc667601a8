/// A directory as a spool uses it. The disk is one, tests have another that fails and crashes as they like.
protocol SpoolDirectory: Sendable {
    var path: String { get }
    func names() throws(StorageFailure) -> [String]
    /// Makes a file that must not be there yet.
    func create(_ name: String) throws(StorageFailure) -> any SpoolFile
    func open(_ name: String) throws(StorageFailure) -> any SpoolFile
    func remove(_ name: String) throws(StorageFailure)
    /// Replaces what has the new name.
    func rename(_ name: String, to newName: String) throws(StorageFailure)
    /// Makes what was created, removed and renamed last over a crash.
    func synchronize() throws(StorageFailure)
}

/// An open file; closed when it is released.
protocol SpoolFile: AnyObject {
    func size() throws(StorageFailure) -> Int
    /// Fewer bytes than asked for only at the end of the file.
    func read(_ count: Int, at offset: Int) throws(StorageFailure) -> [UInt8]
    /// All or an error; then any part of the bytes may be in the file.
    func write(_ bytes: [UInt8], at offset: Int) throws(StorageFailure)
    /// Makes what was written last over a crash. After an error nobody knows what of it does, and calling it again wouldn't tell.
    func synchronize() throws(StorageFailure)
    func truncate(to size: Int) throws(StorageFailure)
}
