/// Whose tables and queries they are: EMQX 4.x reads columns by position and rows from the last to the first, 5.x by name and in order.
package enum TableConvention: Sendable, Hashable {
    case v4
    case v5
}

extension TableConvention {
    /// Whether a cell of `is_superuser`, as PostgreSQL writes it as text, makes a superuser; nil is NULL or no column.
    ///
    /// In 4.x only a boolean that is true does; in 5.x also the text `true` and integers above zero.
    package func isSuperuser(_ cell: String?) -> Bool {
        guard let cell else { return false }
        return switch self {
        case .v4: cell == "t"
        case .v5: cell == "t" || cell == "true" || (Int(cell) ?? 0) > 0
        }
    }
}
