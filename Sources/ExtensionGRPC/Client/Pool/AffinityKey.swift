/// Keeps calls together: those of one key take the same connection for as long as it is healthy.
package struct AffinityKey: Sendable, Hashable {
    package let hash: UInt64

    /// The same text gives the same key in every process, so that gateways that share their servers agree on them.
    package init(_ text: String) { hash = Self.hash(text) }

    /// How much the key prefers a server, by the hash of its address: it takes the one with the highest weight (rendezvous hashing), so
    /// that a server that goes takes only its own keys with it, and has them back when it returns.
    func weight(of server: UInt64) -> UInt64 { Self.mix(hash ^ server) }

    /// FNV-1a, whose weak upper bits are mixed afterwards.
    static func hash(_ text: String) -> UInt64 {
        // Byte by byte would be slow where the text isn't known to stand in one piece.
        mix(text.utf8.withContiguousStorageIfAvailable(fnv) ?? fnv(text.utf8))
    }

    private static func fnv(_ bytes: some Sequence<UInt8>) -> UInt64 {
        var hash: UInt64 = 0xCBF2_9CE4_8422_2325
        for byte in bytes { hash = (hash ^ UInt64(byte)) &* 0x100_0000_01B3 }
        return hash
    }

    /// The finalizer of SplitMix64: every bit of the input changes half of the output's.
    private static func mix(_ value: UInt64) -> UInt64 {
        var value = value
        value = (value ^ value >> 30) &* 0xBF58_476D_1CE4_E5B9
        value = (value ^ value >> 27) &* 0x94D0_49BB_1331_11EB
        return value ^ value >> 31
    }
}
