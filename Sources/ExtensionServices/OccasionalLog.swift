package import Logging
import NIOConcurrencyHelpers
import NIOCore

/// A log for what may happen at every call: of each kind a line at most every ten seconds, with the number of those left out.
package final class OccasionalLog: Sendable {
    private struct Line {
        var lastWritten: NIODeadline
        var leftOut = 0
    }

    private static let interval = TimeAmount.seconds(10)

    private let logger: Logger
    private let lines = NIOLockedValueBox<[String: Line]>([:])

    package init(_ logger: Logger) { self.logger = logger }

    /// The message names the kind.
    package func write(
        _ level: Logger.Level,
        _ message: String,
        metadata: @autoclosure () -> Logger.Metadata = [:],
        fileID: String = #fileID
    ) {
        guard let leftOut = takeTurn(message) else { return }
        var metadata = metadata()
        if leftOut > 0 { metadata["left_out"] = "\(leftOut)" }
        logger.log(level: level, "\(message)", metadata: metadata, source: String(fileID.prefix { $0 != "/" }))
    }

    /// How many lines were left out since the last; nil if this is one of them.
    private func takeTurn(_ message: String) -> Int? {
        let now = NIODeadline.now()
        return lines.withLockedValue { lines in
            guard let line = lines[message], now - line.lastWritten < Self.interval else {
                return lines.updateValue(Line(lastWritten: now), forKey: message)?.leftOut ?? 0
            }
            lines[message]?.leftOut += 1
            return nil
        }
    }
}
