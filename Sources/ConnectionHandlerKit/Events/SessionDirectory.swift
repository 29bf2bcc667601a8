import ExtensionGRPC
import NIOConcurrencyHelpers

/// All connections that are known, by their identifiers. In parts, so that event loops seldom meet at one lock.
final class SessionDirectory: Sendable {
    private static let partCount = 16

    private let parts = (0..<partCount).map { _ in NIOLockedValueBox<[String: ConnectionSession]>([:]) }
    private let limit: Int
    private let total = NIOLockedValueBox(0)

    init(limit: Int) { self.limit = limit }

    private func part(of id: String) -> NIOLockedValueBox<[String: ConnectionSession]> {
        // Quicker than a hash that withstands attacks, which each part has.
        parts[Int(AffinityKey(id).hash % UInt64(Self.partCount))]
    }

    subscript(id: String) -> ConnectionSession? { part(of: id).withLockedValue { $0[id] } }

    var count: Int { total.withLockedValue { $0 } }

    var all: [ConnectionSession] { parts.flatMap { $0.withLockedValue { Array($0.values) } } }

    /// The session of that identifier, made if there is none; nil where there are too many.
    func findOrInsert(_ id: String, _ make: () throws -> ConnectionSession) rethrows -> (session: ConnectionSession, isNew: Bool)? {
        try part(of: id).withLockedValue { part in
            if let session = part[id] { return (session, false) }
            guard takePlace() else { return nil }
            do {
                let session = try make()
                part[id] = session
                return (session, true)
            } catch {
                total.withLockedValue { $0 -= 1 }
                throw error
            }
        }
    }

    /// Puts a new session in the place of one that goes on under no name.
    func replace(_ session: ConnectionSession, by new: ConnectionSession) {
        part(of: session.id).withLockedValue { part in
            if part[session.id] == nil { total.withLockedValue { $0 += 1 } }
            part[session.id] = new
        }
    }

    func remove(_ session: ConnectionSession) {
        part(of: session.id).withLockedValue { part in
            guard part[session.id] === session else { return }
            part[session.id] = nil
            total.withLockedValue { $0 -= 1 }
        }
    }

    private func takePlace() -> Bool {
        total.withLockedValue { total in
            guard total < limit else { return false }
            total += 1
            return true
        }
    }
}
