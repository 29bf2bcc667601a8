import Foundation
import Logging
import MessageSpool
@testable import MessageStore
import Testing

@Suite("Looking into a spool")
struct SpoolListingTests {
    @Test("spool DIRECTORY shows the records of all segments: every start begins a new one")
    func listing() async throws {
        try await withTemporaryDirectory { directory in
            let logger = Logger(label: "x") { _ in SwiftLogNoOpLogHandler() }
            for number in 0..<3 {
                let spool = try await MessageSpool.open(SpoolConfiguration(directory: directory.path), logger: logger)
                try await spool.append(RecordCoding.encode(StoreRecord(message(number))))
                await spool.shutDown()
            }
            #expect(try await SpoolListing(directory: directory.path).firstLines(100).count == 3)
        }
    }
}
