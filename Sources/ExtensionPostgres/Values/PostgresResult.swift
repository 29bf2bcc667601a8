import CExtensionPQ

/// Owns an answer of libpq's.
final class PostgresResult: @unchecked Sendable {  // libpq never changes a PGresult once it has handed it out
    let pointer: OpaquePointer

    init(_ pointer: OpaquePointer) { self.pointer = pointer }

    deinit { PQclear(pointer) }

    var status: ExecStatusType { PQresultStatus(pointer) }

    func column(named name: String) -> Int? {
        (0..<Int(PQnfields(pointer))).first { name == String(cString: PQfname(pointer, Int32($0))) }
    }

    func field(_ code: Character) -> String? {
        PQresultErrorField(pointer, Int32(code.asciiValue ?? 0)).map { String(cString: $0) }
    }
}
