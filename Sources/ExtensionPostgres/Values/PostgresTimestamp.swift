/// A timestamptz: an instant, in PostgreSQL's resolution.
package struct PostgresTimestamp: Hashable, Sendable {
    /// PostgreSQL counts from 2000-01-01 00:00 UTC.
    private static let epoch: Int64 = 946_684_800_000_000

    /// Microseconds since 1970-01-01 00:00 UTC. Int64.max is infinity, Int64.min is -infinity.
    package let microsecondsSince1970: Int64

    package init(microsecondsSince1970: Int64) { self.microsecondsSince1970 = microsecondsSince1970 }
}

extension PostgresTimestamp: PostgresScalar {
    package static var postgresType: PostgresType { .timestamptz }
    package static var postgresArrayType: PostgresType { .timestamptzArray }

    package func encode(into buffer: inout [UInt8]) {
        let (value, isBeforeAll) = microsecondsSince1970.subtractingReportingOverflow(Self.epoch)
        let isInfinite = microsecondsSince1970 == .max || isBeforeAll
        buffer.append(bigEndian: isInfinite ? (isBeforeAll ? .min : .max) : value)
    }

    package static func decode(_ bytes: UnsafeRawBufferPointer, of type: PostgresType) -> PostgresTimestamp? {
        guard type == .timestamptz, let value = Int64(bigEndianBytes: bytes) else { return nil }
        guard value != .min else { return PostgresTimestamp(microsecondsSince1970: .min) }
        let (microseconds, isAfterAll) = value.addingReportingOverflow(epoch)
        return PostgresTimestamp(microsecondsSince1970: isAfterAll ? .max : microseconds)
    }
}
