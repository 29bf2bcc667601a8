/// A row of a query's result as text, whatever the columns' types; nil is NULL.
package struct TextRow: Sendable, Hashable {
    package let names: [String]
    package let cells: [String?]

    /// Creates a row of as many names as cells.
    package init(names: [String], cells: [String?]) {
        precondition(names.count == cells.count)
        self.names = names
        self.cells = cells
    }
}

extension TextRow {
    func hasColumn(_ name: String) -> Bool { names.contains(name) }

    /// The cell of a column, nil if it is NULL or there is no such column.
    package subscript(name: String) -> String? {
        names.firstIndex(of: name).flatMap { cells[$0] }
    }
}
