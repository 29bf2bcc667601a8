import Synchronization

/// Counts the calls that a server's handlers received, so that the driver can tell whether the work was really done.
package final class CallCounter: Sendable {
    private let calls = Atomic<Int>(0)

    package func count() {
        calls.wrappingAdd(1, ordering: .relaxed)
    }

    var total: Int { calls.load(ordering: .relaxed) }
}
