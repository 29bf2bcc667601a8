import NIOConcurrencyHelpers
import NIOCore
import PostgresAuthentication

/// Counts the failed attempts of each address. One that has failed too often waits until the window is over that its first failure began.
final class FailureLimiter: Sendable {
    private struct Window {
        let end: NIODeadline
        var failures: Int
    }

    private let limits: FailureLimits
    private let windows: NIOLockedValueBox<BoundedMap<AddressBlock, Window>>

    init(_ limits: FailureLimits) {
        self.limits = limits
        windows = NIOLockedValueBox(BoundedMap(limit: limits.addresses))
    }

    func isLimited(_ address: AddressBlock, now: NIODeadline = .now()) -> Bool {
        guard limits.failures > 0, let window = windows.withLockedValue({ $0[address] }) else { return false }
        return window.failures >= limits.failures && now < window.end
    }

    func failed(_ address: AddressBlock, now: NIODeadline = .now()) {
        guard limits.failures > 0 else { return }
        windows.withLockedValue { windows in
            if let window = windows[address], now < window.end {
                windows.update(address) { $0.failures += 1 }
            } else {
                windows.insert(Window(end: now + TimeAmount(limits.window), failures: 1), for: address)
            }
        }
    }
}
