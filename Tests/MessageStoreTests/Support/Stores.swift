import ExtensionTestKit
import Foundation
import HookProviderKit
import Logging
@testable import MessageStore
import Testing

/// How a store of a test is set up.
struct StoreSetup {
    var topics: [TopicFilter] = ["#"]
    var events: Set<EventKind> = []
    var mode = StoreMode.durable
    var configuration = MessageStoreConfiguration()
    var spoolDirectory: URL?
    var broker = EmulatedBroker.v3
    var logger = Logger(label: "store") { _ in SwiftLogNoOpLogHandler() }
}

extension StoreSetup {
    /// With this policy, and a commit that counts as late soon.
    init(whenUnavailable: OutagePolicy, spoolDirectory: URL? = nil, logger: Logger? = nil) {
        configuration.whenUnavailable = whenUnavailable
        configuration.commitTimeout = .milliseconds(500)
        self.spoolDirectory = spoolDirectory
        self.logger = logger ?? self.logger
    }
}

/// A store on the database, a provider in front of it, and a broker that calls it.
func withStore<Result>(
    on database: StoreDatabase,
    _ setup: StoreSetup = StoreSetup(),
    _ body: (TestBroker) async throws -> Result
) async throws -> Result {
    var spools: StoreSpools?
    if let directory = setup.spoolDirectory {
        spools = try await StoreSpools.open(directory: directory.path, maximumBytes: 64 << 20, logger: setup.logger)
    }
    let store = MessageStore(setup.configuration, pool: database.pool, spools: spools, logger: setup.logger)
    let hooks = StoreHooks(
        store,
        topics: setup.topics,
        events: setup.events,
        mode: setup.mode,
        whenUnavailable: setup.configuration.whenUnavailable
    )
    let server = HookProviderServer(logger: setup.logger) { hooks.register(in: &$0) }
    let running = Task { try await store.run() }
    let result: Swift.Result<Result, any Error>
    do {
        result = .success(try await TestBroker.connect(to: server, as: setup.broker, body))
    } catch {
        result = .failure(error)
    }
    running.cancel()
    _ = await running.result
    await spools?.shutDown()
    return try result.get()
}

func withTemporaryDirectory<Result>(_ body: (URL) async throws -> Result) async throws -> Result {
    let directory = FileManager.default.temporaryDirectory.appending(path: "store-tests-\(UUID().uuidString)")
    try FileManager.default.createDirectory(at: directory, withIntermediateDirectories: true)
    defer { try? FileManager.default.removeItem(at: directory) }
    return try await body(directory)
}

/// A message as EMQX would number it.
func message(
    _ number: Int,
    topic: String = "t/1",
    payload: [UInt8] = Array("21.5".utf8),
    at timestamp: Date = .now
) -> Message {
    Message(
        id: String(format: "000660BE99896B18%016X", number),
        qos: .atLeastOnce,
        from: "c1",
        topic: topic,
        payload: payload,
        timestamp: UInt64(timestamp.timeIntervalSince1970 * 1_000),
        headers: ["username": "alice"]
    )
}
