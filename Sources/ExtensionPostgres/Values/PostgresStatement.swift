/// SQL with `$1`, `$2` for the parameters, and how it is to be run. A literal will do; an interpolated string doesn't compile, on purpose.
package struct PostgresStatement: Sendable, ExpressibleByStringLiteral {
    package var sql: String
    /// Whether each connection prepares it once and keeps the plan. Default true; false is for SQL that is run once, and for poolers that
    /// give each transaction another session.
    package var isPrepared: Bool
    /// Whether running it twice is as good as once, so that it is sent again when the connection is lost before the answer. Default false.
    package var isIdempotent: Bool
    /// Text reads columns of any type as String; binary, the default, reads typed values.
    package var resultFormat: PostgresFormat

    package init(_ sql: String, isPrepared: Bool = true, isIdempotent: Bool = false, resultFormat: PostgresFormat = .binary) {
        self.sql = sql
        self.isPrepared = isPrepared
        self.isIdempotent = isIdempotent
        self.resultFormat = resultFormat
    }

    package init(stringLiteral sql: String) { self.init(sql) }
}
