import Foundation
import MessageSpool
import Testing

/// What a real process asks the system for.
@Suite struct SystemCallTests {
    @Test func theAnswerComesAfterTheFsync() async throws {
        try await withTemporaryDirectory { path in
            let trace = path + ".trace"
            defer { try? FileManager.default.removeItem(atPath: trace) }
            let calls = "trace=openat,pwrite64,fdatasync,fsync,write"
            let arguments = ["strace", "-f", "-y", "-e", calls, "-e", "signal=none", "-o", trace, WriterProcess.path, path, "a", "1", "3"]
            let outcome = try await WriterProcess.run("/usr/bin/env", arguments)
            #expect(outcome.status == 0 && outcome.lines == ["a/0/0", "a/0/1", "a/0/2"], "strace is in scripts/bootstrap")
            let segment = "\(path)/0000000000000001.segment"
            let steps = try String(contentsOfFile: trace, encoding: .utf8).split(separator: "\n").compactMap { step($0, path, segment) }
            let first = ["create", "write", "fdatasync", "fsync directory", "answer"]
            let next = ["write", "fdatasync", "answer"]
            // At the end the segment gets its last mark.
            #expect(Array(steps.drop { $0 != "create" }) == first + next + next + ["write", "fdatasync"])
        }
    }

    private func step(_ line: Substring, _ directory: String, _ segment: String) -> String? {
        if line.contains("openat("), line.contains("\"0000000000000001.segment\", O_RDWR|O_CREAT|O_EXCL") { return "create" }
        if line.contains("fsync("), line.contains("<\(directory)>") { return "fsync directory" }
        if line.contains("write(1"), line.contains("a/0/") { return "answer" }
        guard line.contains("<\(segment)>") else { return nil }
        return line.contains("pwrite64(") ? "write" : line.contains("fdatasync(") ? "fdatasync" : "?"
    }

    @Test func aSecondProcessIsRefused() async throws {
        try await withTemporaryDirectory { path in
            try await withSpool(SpoolConfiguration(directory: path)) { _ in
                let outcome = try await WriterProcess.run([path, "a", "1", "1"])
                let message = "error: the spool \(path) is in use by process \(ProcessInfo.processInfo.processIdentifier)"
                #expect(outcome.status == 1 && outcome.lines == [message])
            }
            #expect(try await WriterProcess.run([path, "a", "1", "1"]).lines == ["a/0/0"], "it is free again")
        }
    }

    @Test func aFileSizeLimitIsAnErrorAndNotTheEnd() async throws {
        try await withTemporaryDirectory { path in
            // 4 KiB for a file: whoever doesn't fit into the segment begins another, until a batch is larger than that.
            // Whoever starts the tests may ignore the signal, and that is inherited.
            let writer = "exec env --default-signal=XFSZ \(WriterProcess.path) \(path)"
            let limited = try await WriterProcess.run("/bin/bash", ["-c", "ulimit -f 4; \(writer) a 1 100"])
            #expect(limited.status == 0 && limited.lines.count == 100)
            let refused = try await WriterProcess.run("/bin/bash", ["-c", "ulimit -f 0; \(writer) b 1 1"])
            #expect(refused.status == 1 && refused.lines.first?.hasSuffix("File too large") == true)
            let again = try await WriterProcess.run([path, "c", "1", "1"])
            #expect(again.lines == ["c/0/0"])
            let names = try await withSpool(SpoolConfiguration(directory: path)) { spool in
                try await spool.drain().map { String(decoding: $0.prefix { $0 != UInt8(ascii: " ") }, as: UTF8.self) }
            }
            #expect(names == limited.lines + again.lines)
        }
    }
}
