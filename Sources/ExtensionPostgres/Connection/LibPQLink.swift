import CExtensionPQ

/// A connection of libpq's: what blocks is in `connect`, everything else returns at once.
final class LibPQLink: @unchecked Sendable {  // one thread at a time: the one that connects hands it over to the poll loop
    let connection: OpaquePointer
    private let connectionString: PostgresConnectionString

    private init(_ connection: OpaquePointer, _ connectionString: PostgresConnectionString) {
        self.connection = connection
        self.connectionString = connectionString
    }

    deinit { PQfinish(connection) }

    /// Looks names up, connects, does the handshakes and logs in, within libpq's connect_timeout for each host and address.
    static func connect(to connectionString: PostgresConnectionString, defaults: [String: String]) -> Result<LibPQLink, PostgresError> {
        let parameters = connectionString.parameters(defaults: defaults)
        let opened = withCStrings(parameters.map(\.keyword)) { keywords in
            withCStrings(parameters.map(\.value)) { values in PQconnectdbParams(keywords, values, 0) }
        }
        guard let opened else { return .failure(.noConnection("out of memory")) }
        let link = LibPQLink(opened, connectionString)
        guard PQstatus(opened) == CONNECTION_OK else { return .failure(.noConnection(link.errorMessage)) }
        // Without a processor, libpq prints notices on standard error.
        PQsetNoticeProcessor(opened, { _, _ in }, nil)
        guard PQsetnonblocking(opened, 1) == 0, link.enterPipelineMode() else { return .failure(.noConnection(link.errorMessage)) }
        return .success(link)
    }

    var descriptor: Int32 { PQsocket(connection) }

    /// What libpq last complained about, in one line.
    var errorMessage: String {
        let lines = String(cString: PQerrorMessage(connection)).split(whereSeparator: \.isNewline).map { $0.drop(while: \.isWhitespace) }
        return connectionString.redacted(lines.joined(separator: "; "))
    }

    /// Whether a transaction is open. Known only while no answer is due.
    var isInTransaction: Bool { PQtransactionStatus(connection) != PQTRANS_IDLE }

    /// Which server it is, as far as libpq knows it.
    var server: String { "\(String(cString: PQhost(connection))):\(String(cString: PQport(connection)))" }

    // MARK: Receiving

    /// Reads what has arrived. False when the connection is lost.
    func consumeInput() -> Bool { PQconsumeInput(connection) == 1 }

    /// Whether the next result isn't complete yet.
    var isBusy: Bool { PQisBusy(connection) == 1 }

    /// Nil at the end of a statement's results. Ask only while not busy: it would block.
    func nextResult() -> PostgresResult? { PQgetResult(connection).map(PostgresResult.init) }

    func nextResultUnlessBusy() -> PostgresResult? { isBusy ? nil : nextResult() }

    func nextNotification() -> PostgresNotification? {
        guard let notification = PQnotifies(connection) else { return nil }
        defer { PQfreemem(notification) }
        let (channel, payload) = (notification.pointee.relname, notification.pointee.extra)
        return PostgresNotification(
            channel: channel.map { String(cString: $0) } ?? "",
            payload: payload.map { String(cString: $0) } ?? "",
            processID: notification.pointee.be_pid
        )
    }

    private static func withCStrings<Result>(_ strings: [String], _ body: (UnsafePointer<UnsafePointer<CChar>?>) -> Result) -> Result {
        let bytes = strings.flatMap { $0.utf8CString }
        return bytes.withUnsafeBufferPointer { buffer in
            var start = buffer.baseAddress
            var pointers: [UnsafePointer<CChar>?] = strings.map { string in
                defer { start = start?.advanced(by: string.utf8.count + 1) }
                return start
            }
            pointers.append(nil)
            return body(pointers)
        }
    }
}
