import Testing

@testable import ExtensionGRPC

struct TimerWheelTests {
    private static let tick = TimerWheel.nanosecondsPerTick
    /// Longer than the wheel is round.
    private static let revolution = 1024 * tick

    @Test(arguments: [1, tick - 1, tick, tick + 1, 7 * tick, revolution - 1, revolution, revolution + 3 * tick, 5 * revolution + 1])
    func firesAtTheFirstTickThatIsNotBeforeItsTime(_ time: Int64) {
        let entry = TimerWheelEntry()
        let wheel = Wheel(now: 0)
        wheel.start(entry, at: time)
        for now in stride(from: Self.tick, to: time, by: Int(Self.tick)) { #expect(wheel.fired(at: now).isEmpty) }
        let due = (time + Self.tick - 1) / Self.tick * Self.tick
        #expect(wheel.fired(at: due) == [ObjectIdentifier(entry)])
        #expect(wheel.count == 0)
    }

    @Test func aTimeThatHasPassedFiresAtTheNextTick() {
        let entry = TimerWheelEntry()
        let wheel = Wheel(now: 100 * Self.tick)
        wheel.start(entry, at: 3)
        #expect(wheel.fired(at: 100 * Self.tick + 1).isEmpty)
        #expect(wheel.fired(at: 101 * Self.tick).count == 1)
    }

    /// A loop sleeps until then.
    @Test(arguments: [1, 7 * tick, revolution - 1, 3 * revolution + 5 * tick])
    func nothingIsDueBeforeTheNextTime(_ time: Int64) throws {
        let entry = TimerWheelEntry()
        let wheel = Wheel(now: 0)
        #expect(wheel.nextTime == nil)
        wheel.start(entry, at: time)
        var now: Int64 = 0
        var looks = 0
        while wheel.count > 0 {
            let next = try #require(wheel.nextTime)
            #expect(next > now && next < time + Self.tick)
            now = next
            looks += 1
            let fired = wheel.fired(at: now)
            #expect(fired.isEmpty == (now < time))
        }
        #expect(looks <= 1 + time / Self.revolution)
        #expect(wheel.nextTime == nil)
    }

    @Test func theEarliestOfSeveralIsNext() {
        let entries = [5, 3, 9, 1023].map { (TimerWheelEntry(), Int64($0) * Self.tick) }
        let wheel = Wheel(now: 0)
        for (entry, time) in entries { wheel.start(entry, at: time) }
        #expect(wheel.nextTime == 3 * Self.tick)
        wheel.cancel(entries[1].0)
        #expect(wheel.nextTime == 5 * Self.tick)
    }

    /// A loop that was busy for longer than a revolution.
    @Test func aLeapFiresEverythingThatIsDueAndNothingElse() {
        let due = (1...2000).map { _ in TimerWheelEntry() }
        let later = TimerWheelEntry()
        let wheel = Wheel(now: 0)
        for (index, entry) in due.enumerated() { wheel.start(entry, at: Int64(index + 1) * Self.tick) }
        wheel.start(later, at: 3 * Self.revolution)
        let fired = wheel.fired(at: 2 * Self.revolution)
        #expect(Set(fired) == Set(due.map(ObjectIdentifier.init)))
        #expect(fired.count == due.count)
        #expect(wheel.fired(at: 3 * Self.revolution).count == 1)
    }

    /// Three in one slot, of which each in turn is taken out: first, middle and last of the list.
    @Test(arguments: 0..<3)
    func aCancelledEntryDoesNotFireAndItsNeighboursDo(_ cancelled: Int) {
        let entries = (0..<3).map { _ in TimerWheelEntry() }
        let wheel = Wheel(now: 0)
        for entry in entries { wheel.start(entry, at: 4 * Self.tick) }
        wheel.cancel(entries[cancelled])
        wheel.cancel(entries[cancelled])
        #expect(wheel.count == 2)
        let fired = Set(wheel.fired(at: 4 * Self.tick))
        #expect(fired == Set(entries.indices.filter { $0 != cancelled }.map { ObjectIdentifier(entries[$0]) }))
    }

    @Test func startingAgainMovesTheEntry() {
        let entry = TimerWheelEntry()
        let wheel = Wheel(now: 0)
        wheel.start(entry, at: 2 * Self.tick)
        wheel.start(entry, at: 9 * Self.tick)
        #expect(wheel.count == 1)
        #expect(wheel.fired(at: 8 * Self.tick).isEmpty)
        #expect(wheel.fired(at: 9 * Self.tick).count == 1)
        wheel.start(entry, at: 12 * Self.tick)
        #expect(wheel.fired(at: 12 * Self.tick).count == 1)
    }
}

/// A wheel that can be asked within an expectation.
private final class Wheel {
    private var wheel: TimerWheel

    init(now: Int64) { wheel = TimerWheel(now: now) }

    var count: Int { wheel.count }
    var nextTime: Int64? { wheel.nextTime }

    func start(_ entry: TimerWheelEntry, at time: Int64) { wheel.start(entry, at: time) }

    func cancel(_ entry: TimerWheelEntry) { wheel.cancel(entry) }

    func fired(at now: Int64) -> [ObjectIdentifier] { wheel.advance(to: now).map(ObjectIdentifier.init) }
}
