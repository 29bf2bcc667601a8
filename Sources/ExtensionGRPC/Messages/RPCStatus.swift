/// The outcome of an RPC, as carried in the trailers `grpc-status` and `grpc-message`.
package struct RPCStatus: Sendable, Hashable {
    /// The status codes of gRPC (statuscodes.md).
    package enum Code: Int, Sendable, Hashable {
        case ok = 0
        case cancelled = 1
        case unknown = 2
        case invalidArgument = 3
        case deadlineExceeded = 4
        case notFound = 5
        case alreadyExists = 6
        case permissionDenied = 7
        case resourceExhausted = 8
        case failedPrecondition = 9
        case aborted = 10
        case outOfRange = 11
        case unimplemented = 12
        case internalError = 13
        case unavailable = 14
        case dataLoss = 15
        case unauthenticated = 16
    }

    package var code: Code
    package var message: String

    package init(_ code: Code, _ message: String = "") {
        self.code = code
        self.message = message
    }

    package static let ok = RPCStatus(.ok)
}

/// What a handler throws to end its call with a status of its own, and what a client throws when a call ended with one.
package struct RPCError: Error, Sendable, Hashable, CustomStringConvertible {
    package var status: RPCStatus
    /// Sent with the trailers, or received in them.
    package var metadata: RPCMetadata
    /// Known to a client for certain: no server has looked at the call, so that making it again can't do anything twice.
    package var isUnprocessed = false

    package init(_ code: RPCStatus.Code, _ message: String, metadata: RPCMetadata = [:]) {
        self.status = RPCStatus(code, message)
        self.metadata = metadata
    }

    package init(status: RPCStatus, metadata: RPCMetadata = [:]) {
        self.status = status
        self.metadata = metadata
    }

    package var description: String { "\(status.code): \(status.message)" }

    func unprocessed() -> RPCError {
        var error = self
        error.isUnprocessed = true
        return error
    }

    /// What a caller is told of an error that a handler threw. The text of a foreign error may hold secrets, so of that it's only the type.
    package init(handlerError error: any Error) {
        switch error {
        case let error as RPCError: self = error
        case is CancellationError: self.init(.cancelled, "the call was cancelled")
        default: self.init(.unknown, "the handler threw \(type(of: error))")
        }
    }
}
