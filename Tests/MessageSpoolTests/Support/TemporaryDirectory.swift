import Foundation
import Logging
import MessageSpool

/// Runs `body` with the path of a directory that isn't there yet, and removes it.
func withTemporaryDirectory<Value>(_ body: (String) async throws -> Value) async throws -> Value {
    let path = FileManager.default.temporaryDirectory.appending(path: "spool-\(UUID().uuidString)").path
    defer { try? FileManager.default.removeItem(atPath: path) }
    return try await body(path)
}

/// Runs `body` with a spool on the disk, and shuts it down.
func withSpool<Value>(_ configuration: SpoolConfiguration, _ body: (MessageSpool) async throws -> Value) async throws -> Value {
    let spool = try await MessageSpool.open(configuration, logger: Logger(label: "spool") { _ in SwiftLogNoOpLogHandler() })
    do {
        let value = try await body(spool)
        await spool.shutDown()
        return value
    } catch {
        await spool.shutDown()
        throw error
    }
}

/// Runs `body` with a spool in a directory of its own.
func withSpool<Value>(_ body: (MessageSpool) async throws -> Value) async throws -> Value {
    try await withTemporaryDirectory { path in try await withSpool(SpoolConfiguration(directory: path), body) }
}

extension MessageSpool {
    /// All records, read and removed.
    func drain() async throws -> [[UInt8]] {
        var records: [[UInt8]] = []
        while let batch = try await next(maximumRecords: 100, maximumBytes: 1 << 20) {
            records += batch.records
            await remove(batch)
        }
        return records
    }
}
