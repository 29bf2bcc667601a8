import NIOConcurrencyHelpers
import NIOCore
import PostgresAuthentication

/// Checks passwords on threads of their own. Whether there is such a user makes no difference to the work.
final class PasswordChecker: Sendable {
    private let algorithm: PasswordAlgorithm
    private let threads: HashingThreads
    private let willHash: @Sendable (PasswordHash) -> Void
    /// Nil where no fingerprints are kept.
    private let key: PasswordFingerprint.Key?
    /// What those without a usable hash are compared with: as costly as the one that was last found usable.
    private let decoy: NIOLockedValueBox<PasswordHash>

    /// `willHash` is told of every hash that is computed.
    init(
        _ algorithm: PasswordAlgorithm,
        threads: HashingThreads,
        remembersVerified: Bool,
        willHash: @escaping @Sendable (PasswordHash) -> Void
    ) {
        self.algorithm = algorithm
        self.threads = threads
        self.willHash = willHash
        key = remembersVerified ? PasswordFingerprint.Key() : nil
        decoy = NIOLockedValueBox(algorithm.decoy())
    }

    func check(_ password: [UInt8], of user: StoredUser?, _ attempt: AuthenticationAttempt) async -> PasswordFinding {
        let fingerprint = key.flatMap { PasswordFingerprint(password, key: $0) }
        if let user, let fingerprint, user.isVerified(fingerprint) { return .matches }
        let finding: PasswordFinding
        do throws(HashingThreads.Refusal) {
            finding = try await threads.run(before: attempt.deadline) { attempt.run { self.compare(password, with: user) } }
        } catch {
            return error == .full ? .overloaded : .tooLate
        }
        if finding == .matches, let fingerprint { user?.setVerified(fingerprint) }
        return finding
    }

    private func compare(_ password: [UInt8], with user: StoredUser?) -> PasswordFinding {
        guard let user else {
            compareWithDecoy(password)
            return .noUser
        }
        guard let stored = user.password else {
            compareWithDecoy(password)
            return .unusable("the row has no password")
        }
        do throws(PasswordHashError) {
            let isSame = try verify(password, stored)
            decoy.withLockedValue { $0 = algorithm.decoy(like: stored) }
            return isSame ? .matches : .differs
        } catch {
            compareWithDecoy(password)
            return .unusable("\(error)")
        }
    }

    private func compareWithDecoy(_ password: [UInt8]) { _ = try? verify(password, decoy.withLockedValue { $0 }) }

    private func verify(_ password: [UInt8], _ stored: PasswordHash) throws(PasswordHashError) -> Bool {
        willHash(stored)
        return try algorithm.verify(password, against: stored)
    }
}
