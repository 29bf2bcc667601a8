import Logging
import MessageSpool

#if canImport(Glibc)
import Glibc
#elseif canImport(Musl)
import Musl
#else
import Darwin
#endif

// spool-writer DIRECTORY NAME TASKS COUNT
//
// Appends COUNT records from each of TASKS tasks, and says of each when it is acknowledged: "NAME/TASK/NUMBER", which is how the record
// begins. Lines go out at once: those of a process that was killed are whole.

/// One write(2), so that lines of several tasks don't mix.
func say(_ line: String) {
    let bytes = Array((line + "\n").utf8)
    _ = bytes.withUnsafeBytes { write(STDOUT_FILENO, $0.baseAddress, $0.count) }
}

let arguments = CommandLine.arguments
guard arguments.count == 5, let tasks = Int(arguments[3]), let count = Int(arguments[4]) else {
    say("usage: spool-writer DIRECTORY NAME TASKS COUNT")
    exit(64)
}
var configuration = SpoolConfiguration(directory: arguments[1])
configuration.segmentSize = 64 << 10
do {
    let spool = try await MessageSpool.open(configuration, logger: Logger(label: "spool-writer") { _ in SwiftLogNoOpLogHandler() })
    try await withThrowingTaskGroup(of: Void.self) { group in
        for task in 0..<tasks {
            group.addTask {
                for number in 0..<count {
                    let name = "\(arguments[2])/\(task)/\(number)"
                    let filler = String(repeating: "x", count: number * 37 % 500)
                    try await spool.append(Array("\(name) \(filler)".utf8))
                    say(name)
                }
            }
        }
        try await group.waitForAll()
    }
    await spool.shutDown()
} catch {
    say("error: \(error)")
    exit(1)
}
