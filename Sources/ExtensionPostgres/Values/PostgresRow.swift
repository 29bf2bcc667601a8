import CExtensionPQ

/// One row, read by column name or by index from 0. Where a value doesn't fit, PostgresError.column names the column and both types.
package struct PostgresRow: Sendable {
    let result: PostgresResult
    let index: Int32

    package func decode<Value: PostgresScalar>(_ column: String, as type: Value.Type = Value.self) throws(PostgresError) -> Value {
        try decode(try position(of: column), as: type)
    }

    package func decode<Value: PostgresScalar>(_ column: Int, as type: Value.Type = Value.self) throws(PostgresError) -> Value {
        guard let value = try decodeIfPresent(column, as: type) else { throw mismatch(column, wanted: "\(Value.self)", found: "NULL") }
        return value
    }

    /// Nil for NULL.
    package func decodeIfPresent<Value: PostgresScalar>(
        _ column: String,
        as type: Value.Type = Value.self
    ) throws(PostgresError) -> Value? {
        try decodeIfPresent(try position(of: column), as: type)
    }

    /// Nil for NULL. Where the statement asked for text, String reads any type, and nothing else does.
    package func decodeIfPresent<Value: PostgresScalar>(_ column: Int, as: Value.Type = Value.self) throws(PostgresError) -> Value? {
        guard let bytes = try bytes(column) else { return nil }
        let type = isText(column) ? .text : self.type(of: column)
        guard let value = Value.decode(bytes, of: type) else { throw mismatch(column, wanted: "\(Value.self)") }
        return value
    }

    /// The elements of an array of one dimension, nil for NULL ones. Nil for NULL itself. Binary results only.
    package func decodeArrayIfPresent<Element: PostgresScalar>(
        _ column: String,
        of: Element.Type = Element.self
    ) throws(PostgresError) -> [Element?]? {
        let column = try position(of: column)
        guard let bytes = try bytes(column) else { return nil }
        guard !isText(column), let elements: [Element?] = PostgresArray.decode(bytes) else {
            throw mismatch(column, wanted: "[\(Element.self)]")
        }
        return elements
    }

    /// Whether the answer has a column of that name.
    package func hasColumn(_ name: String) -> Bool { result.column(named: name) != nil }

    private func position(of name: String) throws(PostgresError) -> Int {
        guard let column = result.column(named: name) else {
            throw .column(name: name, found: "no such column", wanted: "one of that name")
        }
        return column
    }

    private func bytes(_ column: Int) throws(PostgresError) -> UnsafeRawBufferPointer? {
        let column = try checked(column)
        guard PQgetisnull(result.pointer, index, column) == 0 else { return nil }
        return UnsafeRawBufferPointer(
            start: PQgetvalue(result.pointer, index, column),
            count: Int(PQgetlength(result.pointer, index, column))
        )
    }

    private func checked(_ column: Int) throws(PostgresError) -> Int32 {
        guard column >= 0, column < PQnfields(result.pointer) else {
            throw .column(name: "\(column)", found: "\(PQnfields(result.pointer)) columns", wanted: "one at that index")
        }
        return Int32(column)
    }

    private func isText(_ column: Int) -> Bool { PQfformat(result.pointer, Int32(column)) == PostgresFormat.text.rawValue }

    private func type(of column: Int) -> PostgresType { PostgresType(rawValue: PQftype(result.pointer, Int32(column))) }

    private func mismatch(_ column: Int, wanted: String, found: String? = nil) -> PostgresError {
        let name = PQfname(result.pointer, Int32(column)).map { String(cString: $0) } ?? "\(column)"
        let found = found ?? "\(type(of: column))\(isText(column) ? " as text" : "")"
        return .column(name: name, found: found, wanted: wanted)
    }
}
