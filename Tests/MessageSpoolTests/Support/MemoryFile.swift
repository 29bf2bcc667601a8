import SeededRandom

@testable import MessageSpool

/// A file of a `MemoryDisk`.
final class MemoryFile: SpoolFile {
    enum Change {
        case write(Int, [UInt8])
        case truncate(Int)
    }

    /// A file's bytes, whatever its name is.
    final class Node {
        /// What readers see.
        var content: [UInt8]
        private var durable: [UInt8]
        private var pending: [Change] = []
        /// Changes whose synchronisation has failed: never tried again, and nobody knows which of them are on the disk.
        private var doubtful: [Change] = []
        private(set) var hasFailed = false

        init(_ content: [UInt8]) {
            self.content = content
            durable = content
        }

        func change(_ change: Change) {
            Self.apply(change, to: &content)
            pending.append(change)
        }

        func synchronize() {
            for change in pending { Self.apply(change, to: &durable) }
            pending = []
        }

        func failToSynchronize() {
            hasFailed = true
            doubtful += pending
            pending = []
        }

        func afterCrash(_ random: inout SeededGenerator) -> [UInt8] {
            var content = durable
            let isKept = MemoryDisk.keeping(&random)
            for part in (doubtful + pending).flatMap(Self.parts) where isKept(&random) { Self.apply(part, to: &content) }
            return content
        }

        /// Blocks are written one by one.
        private static func parts(of change: Change) -> [Change] {
            guard case .write(let offset, let bytes) = change else { return [change] }
            let block = 16
            var parts: [Change] = []
            var start = offset
            while start < offset + bytes.count {
                let end = min(offset + bytes.count, (start / block + 1) * block)
                parts.append(.write(start, Array(bytes[(start - offset)..<(end - offset)])))
                start = end
            }
            return parts
        }

        private static func apply(_ change: Change, to content: inout [UInt8]) {
            switch change {
            case .truncate(let size): content.removeLast(max(0, content.count - size))
            case .write(let offset, let bytes):
                let end = offset + bytes.count
                if content.count < end { content += Array(repeating: 0, count: end - content.count) }
                content.replaceSubrange(offset..<end, with: bytes)
            }
        }
    }

    private let disk: MemoryDisk
    private let name: String
    private let node: Node

    init(disk: MemoryDisk, name: String, node: Node) {
        self.disk = disk
        self.name = name
        self.node = node
    }

    func size() throws(StorageFailure) -> Int { node.content.count }

    func read(_ count: Int, at offset: Int) throws(StorageFailure) -> [UInt8] {
        try disk.begin(.read, name)
        guard offset < node.content.count else { return [] }
        return Array(node.content[offset..<min(offset + count, node.content.count)])
    }

    func write(_ bytes: [UInt8], at offset: Int) throws(StorageFailure) {
        do throws(StorageFailure) {
            switch try disk.fault(of: .write, name) {
            case .error(let code): throw StorageFailure(operation: "write", path: name, code: code)
            case .short(let count, let code):
                node.change(.write(offset, Array(bytes.prefix(count))))
                throw StorageFailure(operation: "write", path: name, code: code)
            case nil: node.change(.write(offset, bytes))
            }
        } catch {
            // The machine may go down with any part of it written.
            if disk.isDown { node.change(.write(offset, bytes)) }
            throw error
        }
    }

    func synchronize() throws(StorageFailure) {
        if node.hasFailed { disk.resynchronized.append(name) }
        do {
            try disk.begin(.synchronize, name)
        } catch {
            if !disk.isDown { node.failToSynchronize() }
            throw error
        }
        node.synchronize()
    }

    func truncate(to size: Int) throws(StorageFailure) {
        try disk.begin(.truncate, name)
        node.change(.truncate(size))
    }
}
