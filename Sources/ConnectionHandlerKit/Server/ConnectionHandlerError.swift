import ExtensionServices

/// Why a ``ConnectionHandlerServer`` doesn't start.
public struct ConnectionHandlerError: Error, Sendable, Hashable, CustomStringConvertible {
    /// What is wrong, and what to do about it.
    public let description: String

    /// The server has been started already; make a new one to start again.
    public static let alreadyStarted = ConnectionHandlerError(
        description: "The server has been started already: a server is started once."
    )

    /// The system refuses an address, mostly since another process listens there.
    static func cannotListen(on address: String, reason: String) -> ConnectionHandlerError {
        ConnectionHandlerError(description: "Can't listen on \(address): \(reason).")
    }
}

extension ConnectionHandlerError {
    init(_ error: ServiceStartError) {
        switch error {
        case .alreadyStarted: self = .alreadyStarted
        case .cannotListen(let address, let reason): self = .cannotListen(on: address, reason: reason)
        }
    }
}
