import NIOCore
import PostgresAuthentication
import Testing

@testable import PostgresAuthenticator

@Suite("Limit of failures")
struct FailureLimiterTests {
    private let start = NIODeadline.uptimeNanoseconds(1_000_000_000_000)
    private let address = AddressBlock(of: "192.0.2.1")

    private func limiter(_ failures: Int, addresses: Int = 10) -> FailureLimiter {
        var limits = FailureLimits()
        limits.failures = failures
        limits.window = .seconds(60)
        limits.addresses = addresses
        return FailureLimiter(limits)
    }

    @Test("It holds until the window is over that the first failure began")
    func window() {
        let limiter = limiter(2)
        limiter.failed(address, now: start)
        #expect(!limiter.isLimited(address, now: start))
        limiter.failed(address, now: start + .seconds(59))
        #expect(limiter.isLimited(address, now: start + .seconds(59)))
        #expect(!limiter.isLimited(address, now: start + .seconds(60)))
        limiter.failed(address, now: start + .seconds(61))
        #expect(!limiter.isLimited(address, now: start + .seconds(61)))
    }

    @Test("Of more addresses than are remembered, the oldest is forgotten")
    func bound() {
        let limiter = limiter(1, addresses: 2)
        let addresses = (1...3).map { AddressBlock(of: "192.0.2.\($0)") }
        for address in addresses { limiter.failed(address, now: start) }
        #expect(addresses.map { limiter.isLimited($0, now: start) } == [false, true, true])
    }

    @Test("By default it is a hundred in a minute")
    func standard() {
        let limiter = FailureLimiter(FailureLimits())
        for _ in 1...99 { limiter.failed(address, now: start) }
        #expect(!limiter.isLimited(address, now: start))
        limiter.failed(address, now: start)
        #expect(limiter.isLimited(address, now: start + .seconds(59)))
        #expect(!limiter.isLimited(address, now: start + .seconds(60)))
    }

    @Test("Zero is no limit")
    func off() {
        let limiter = limiter(0)
        for _ in 0..<100 { limiter.failed(address, now: start) }
        #expect(!limiter.isLimited(address, now: start))
    }
}
