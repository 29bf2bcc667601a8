import Testing

@testable import ExtensionGRPC

@Suite struct AffinityKeyTests {
    @Test func theSameTextIsTheSameKeyEverywhere() {
        #expect(AffinityKey("device-1") == AffinityKey("device-1"))
        // Written down, so that a change that would move everybody's keys is seen.
        #expect(AffinityKey("device-1").hash == 11_115_547_616_786_348_853)
    }

    @Test func keysSpreadEvenly() {
        let servers = (1...5).map { AffinityKey.hash("10.0.0.\($0):9000") }
        var counts = [Int](repeating: 0, count: 5)
        for key in (0..<10_000).map({ AffinityKey("device-\($0)") }) {
            let best = servers.indices.max { key.weight(of: servers[$0]) < key.weight(of: servers[$1]) }
            counts[best ?? 0] += 1
        }
        #expect(counts.allSatisfy { (1_800...2_200).contains($0) })
    }
}
