/// Something about a row of the table of rules.
package struct RowProblem: Sendable, Hashable, CustomStringConvertible {
    /// The row's place in the result, the first being 1.
    package let row: Int
    package let reason: RowProblemReason

    package var description: String { "row \(row): \(reason)" }
}

/// What is wrong with a row, or can't be done with it.
package enum RowProblemReason: Error, Hashable, CustomStringConvertible {
    case missingColumn(String)
    /// The row has fewer columns than EMQX 4.x reads.
    case tooFewColumns(Int)
    case null(column: String)
    case invalid(column: String, value: String)
    /// A 4.x row that names neither address nor username nor client identifier.
    case nobody
    /// ExHook doesn't tell what the column's condition is about: the row allows nothing, and denies as if the condition held.
    case notJudged(column: String)

    /// Whether the row isn't a rule at all.
    package var isInvalid: Bool {
        if case .notJudged = self { false } else { true }
    }

    package var description: String {
        switch self {
        case .missingColumn(let column): "the query gives no column \(column)"
        case .tooFewColumns(let count): "the query gives \(count) columns, not allow, ipaddr, username, clientid, access, topic"
        case .null(let column): "\(column) is NULL"
        case .invalid(let column, let value): "\"\(value)\" is no value of \(column)"
        case .nobody: "ipaddr, username and clientid are NULL"
        case .notJudged(let column): "ExHook doesn't tell what \(column) is about: the row allows nothing, and denies in any case"
        }
    }
}
