import SeededRandom

@testable import MessageSpool

/// A directory in memory that fails when it is told to, and that loses what wasn't synchronised when it crashes: any part of it, in any
/// order, as a page cache does.
final class MemoryDisk: SpoolDirectory, @unchecked Sendable {  // each test has its own, and uses it from one thread at a time
    enum Operation: Hashable {
        case create, open, remove, rename, synchronizeDirectory, read, write, synchronize, truncate
    }

    enum Fault: Hashable {
        case error(Int32)
        /// A write that takes so many bytes, and then fails.
        case short(Int, Int32)
    }

    enum EntryChange {
        case add(String, MemoryFile.Node)
        case remove(String)
        case rename(String, String)
    }

    static let inputOutputError: Int32 = 5
    static let noSpace: Int32 = 28

    let path = "memory"
    private(set) var entries: [String: MemoryFile.Node] = [:]
    private var durableEntries: [String: MemoryFile.Node] = [:]
    private var pending: [EntryChange] = []
    /// Asked before every operation.
    var fault: (Operation, String) -> Fault? = { _, _ in nil }
    /// So many changes happen; the machine is down in the middle of the next.
    var changesUntilCrash = Int.max
    private(set) var isDown = false
    private(set) var journal: [String] = []
    /// Files that were synchronised although that had failed before.
    var resynchronized: [String] = []

    init() {}

    init(files: [String: [UInt8]]) {
        entries = files.mapValues(MemoryFile.Node.init)
        durableEntries = entries
    }

    var files: [String: [UInt8]] { entries.mapValues(\.content) }

    /// Changes a bit behind everybody's back.
    func flip(_ name: String, _ index: Int) { entries[name]?.content[index] ^= 1 }

    // MARK: SpoolDirectory

    func names() throws(StorageFailure) -> [String] { entries.keys.sorted() }

    func create(_ name: String) throws(StorageFailure) -> any SpoolFile {
        try begin(.create, name)
        guard entries[name] == nil else { throw StorageFailure(operation: "create", path: name, code: 17) }
        let node = MemoryFile.Node([])
        change(.add(name, node))
        return MemoryFile(disk: self, name: name, node: node)
    }

    func open(_ name: String) throws(StorageFailure) -> any SpoolFile {
        try begin(.open, name)
        return MemoryFile(disk: self, name: name, node: try node(name))
    }

    func remove(_ name: String) throws(StorageFailure) {
        _ = try node(name)
        try begin(.remove, name)
        change(.remove(name))
    }

    func rename(_ name: String, to newName: String) throws(StorageFailure) {
        _ = try node(name)
        try begin(.rename, name)
        change(.rename(name, newName))
    }

    func synchronize() throws(StorageFailure) {
        try begin(.synchronizeDirectory, path)
        durableEntries = entries
        pending = []
    }

    private func node(_ name: String) throws(StorageFailure) -> MemoryFile.Node {
        guard let node = entries[name] else { throw StorageFailure(operation: "open", path: name, code: 2) }
        return node
    }

    private func change(_ change: EntryChange) {
        Self.apply(change, to: &entries)
        pending.append(change)
    }

    private static func apply(_ change: EntryChange, to entries: inout [String: MemoryFile.Node]) {
        switch change {
        case .add(let name, let node): entries[name] = node
        case .remove(let name): entries[name] = nil
        case .rename(let name, let newName):
            guard let node = entries.removeValue(forKey: name) else { return }
            entries[newName] = node
        }
    }

    // MARK: Failing

    func begin(_ operation: Operation, _ name: String) throws(StorageFailure) {
        if case .error(let code)? = try fault(of: operation, name) {
            throw StorageFailure(operation: "\(operation)", path: name, code: code)
        }
    }

    /// Notes the operation, and says how it is to fail.
    func fault(of operation: Operation, _ name: String) throws(StorageFailure) -> Fault? {
        if isDown { throw down(operation, name) }
        if operation == .open || operation == .read { return fault(operation, name) }
        journal.append("\(operation) \(name)")
        if changesUntilCrash == 0 {
            isDown = true
            throw down(operation, name)
        }
        changesUntilCrash -= 1
        return fault(operation, name)
    }

    private func down(_ operation: Operation, _ name: String) -> StorageFailure {
        StorageFailure(operation: "\(operation), down", path: name, code: Self.inputOutputError)
    }

    /// What is there when the machine is up again.
    func restarted(_ random: inout SeededGenerator) -> MemoryDisk {
        var survivors = durableEntries
        let isKept = MemoryDisk.keeping(&random)
        for change in pending where isKept(&random) { Self.apply(change, to: &survivors) }
        return MemoryDisk(files: survivors.mapValues { $0.afterCrash(&random) })
    }

    /// How a crash treats what wasn't synchronised: all is there, nothing, or each part by chance.
    static func keeping(_ random: inout SeededGenerator) -> (inout SeededGenerator) -> Bool {
        switch Int.random(in: 0..<4, using: &random) {
        case 0: { _ in true }
        case 1: { _ in false }
        default: { Bool.random(using: &$0) }
        }
    }
}
