import Synchronization

/// A fixed number of counts that any thread may add to.
struct AtomicCounts: ~Copyable, @unchecked Sendable {  // the pointer never changes, and what it points to is atomic
    private let counts: UnsafeMutableBufferPointer<Atomic<UInt64>>

    init(count: Int) {
        counts = .allocate(capacity: count)
        for index in counts.indices { counts.initializeElement(at: index, to: Atomic(0)) }
    }

    deinit {
        counts.deinitialize()
        counts.deallocate()
    }

    func increment(at index: Int) {
        counts[index].wrappingAdd(1, ordering: .relaxed)
    }

    subscript(index: Int) -> UInt64 { counts[index].load(ordering: .relaxed) }
}
