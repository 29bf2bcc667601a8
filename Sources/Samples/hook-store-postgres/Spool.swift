import ArgumentParser
import Foundation
import MessageStore

struct Spool: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        abstract: "Show what waits on the disk, an object per line.",
        discussion: "Of a directory that no process serves; nothing is taken out."
    )

    @Flag(help: "Show the records that the database refused, instead of those that wait for it.")
    var rejected = false

    @Option(help: ArgumentHelp("How many of the oldest.", valueName: "n"))
    var first = 100

    @Argument(help: "The directory of `serve --spool-directory`.")
    var directory: String

    func run() async throws {
        let path = rejected ? directory + "/rejected" : directory
        guard FileManager.default.fileExists(atPath: path) else { throw ValidationError("There is no directory \(path).") }
        for line in try await SpoolListing(directory: path).firstLines(first) { print(line) }
    }
}
