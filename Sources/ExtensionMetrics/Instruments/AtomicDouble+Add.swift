import Synchronization

extension Atomic where Value == Double {
    /// Adds, however many threads do so at the same time.
    func add(_ amount: Double) {
        var current = load(ordering: .relaxed)
        while true {
            let (isExchanged, original) = weakCompareExchange(expected: current, desired: current + amount, ordering: .relaxed)
            if isExchanged { return }
            current = original
        }
    }
}
