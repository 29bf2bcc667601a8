import ExtensionPostgres
import Foundation

extension PostgresTimestamp {
    /// The last second of the year 9999: later ones are no times, and PostgreSQL's own last is not much later.
    private static let lastMillisecond: UInt64 = 253_402_300_799_000

    /// Milliseconds since 1970, as brokers count.
    init(milliseconds: UInt64) {
        self.init(microsecondsSince1970: Int64(min(milliseconds, Self.lastMillisecond)) * 1_000)
    }

    static var now: PostgresTimestamp { PostgresTimestamp(microsecondsSince1970: Int64(Date.now.timeIntervalSince1970 * 1_000_000)) }

    /// Half a microsecond later: the fraction of a second is cut where it is printed, and binary fractions are often a little too small.
    private var date: Date { Date(timeIntervalSince1970: (Double(microsecondsSince1970) + 0.5) / 1_000_000) }

    /// In UTC, with milliseconds.
    var iso8601: String { date.formatted(Date.ISO8601FormatStyle(includingFractionalSeconds: true)) }
}
