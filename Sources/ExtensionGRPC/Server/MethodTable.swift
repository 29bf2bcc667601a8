/// Finds the method of a `:path` without making a string of it.
struct MethodTable: Sendable {
    final class Entry: Sendable {
        let path: [UInt8]
        let method: RPCMethod
        /// The position in the order of registration, by which the watchdog knows the method.
        let index: Int

        init(method: RPCMethod, index: Int) {
            path = Array(method.path.utf8)
            self.method = method
            self.index = index
        }
    }

    /// Open addressing: an entry stands at its hash, or in the first free place after it. Half of the places stay free.
    private let places: [Entry?]
    let names: [String]

    init(_ methods: [RPCMethod]) {
        var places = [Entry?](repeating: nil, count: methods.count.nextPowerOfTwo * 2)
        for (index, method) in methods.enumerated() {
            let entry = Entry(method: method, index: index)
            var place = entry.path.withUnsafeBufferPointer { Self.hash($0) } & (places.count - 1)
            while let other = places[place] {
                precondition(other.path != entry.path, "\(method.path) is registered twice")
                place = (place + 1) & (places.count - 1)
            }
            places[place] = entry
        }
        self.places = places
        names = methods.map(\.path)
    }

    func find(_ path: UnsafeBufferPointer<UInt8>) -> Entry? {
        var place = Self.hash(path) & (places.count - 1)
        while let entry = places[place] {
            if entry.path.withUnsafeBufferPointer({ $0.equals(path) }) { return entry }
            place = (place + 1) & (places.count - 1)
        }
        return nil
    }

    /// The methods of a service differ at their end, the versions of a service in the second word: `/emqx.exhook.v3.HookProvider/OnMessagePublish`.
    private static func hash(_ path: UnsafeBufferPointer<UInt8>) -> Int {
        guard path.count >= 16 else { return path.count }
        let mixed = (path.word(at: 8) &* 0x9E37_79B9_7F4A_7C15) ^ path.word(at: path.count - 8)
        return Int(truncatingIfNeeded: (mixed &* 0x9E37_79B9_7F4A_7C15) >> 33) &+ path.count
    }
}

extension Int {
    fileprivate var nextPowerOfTwo: Int { self <= 1 ? 1 : 1 << (Int.bitWidth - (self - 1).leadingZeroBitCount) }
}
