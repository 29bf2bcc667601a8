import CExtensionNghttp2

/// The memory of one nghttp2 session: what it frees is kept for its next streams.
///
/// A stream takes eleven small blocks, more than malloc has at hand when many begin and end at once. Touched on the session's event loop only.
final class BlockPool {
    /// A block's size is a multiple of this many bytes.
    private static let step = 64
    /// Blocks of more than so many steps aren't kept.
    private static let steps = 8
    /// How many bytes are kept at most.
    private static let limit = 256 << 10
    /// What stands in front of a block: its size in steps. As long as malloc's alignment.
    private static let header = 16

    /// For each number of steps the first block that is free; it points to the next.
    private let free: UnsafeMutablePointer<UnsafeMutableRawPointer?>
    private(set) var keptBytes = 0

    init() {
        free = .allocate(capacity: Self.steps + 1)
        free.initialize(repeating: nil, count: Self.steps + 1)
    }

    deinit {
        for steps in 1...Self.steps {
            while let block = take(steps) { (block - Self.header).deallocate() }
        }
        free.deallocate()
    }

    /// The functions by which nghttp2 takes memory. They don't keep the pool.
    var functions: nghttp2_mem {
        nghttp2_mem(
            mem_user_data: Unmanaged.passUnretained(self).toOpaque(),
            malloc: { size, pool in withPool(pool) { $0.allocate(size) } },
            free: { block, pool in withPool(pool) { $0.deallocate(block) } },
            calloc: { count, size, pool in
                withPool(pool) { pool in
                    let block = pool.allocate(count * size)
                    block.initializeMemory(as: UInt8.self, repeating: 0, count: count * size)
                    return block
                }
            },
            realloc: { block, size, pool in withPool(pool) { $0.reallocate(block, size) } }
        )
    }

    private func allocate(_ size: Int) -> UnsafeMutableRawPointer {
        let steps = max(1, (size + Self.step - 1) / Self.step)
        if steps <= Self.steps, let block = take(steps) { return block }
        let memory = UnsafeMutableRawPointer.allocate(byteCount: Self.header + steps * Self.step, alignment: Self.header)
        memory.storeBytes(of: steps, as: Int.self)
        return memory + Self.header
    }

    private func deallocate(_ block: UnsafeMutableRawPointer?) {
        guard let block else { return }
        let steps = Self.steps(of: block)
        guard steps <= Self.steps, keptBytes + steps * Self.step <= Self.limit else { return (block - Self.header).deallocate() }
        block.storeBytes(of: free[steps], as: UnsafeMutableRawPointer?.self)
        free[steps] = block
        keptBytes += steps * Self.step
    }

    private func reallocate(_ block: UnsafeMutableRawPointer?, _ size: Int) -> UnsafeMutableRawPointer {
        guard let block else { return allocate(size) }
        let capacity = Self.steps(of: block) * Self.step
        guard size > capacity else { return block }
        let new = allocate(size)
        new.copyMemory(from: block, byteCount: capacity)
        deallocate(block)
        return new
    }

    private func take(_ steps: Int) -> UnsafeMutableRawPointer? {
        guard let block = free[steps] else { return nil }
        free[steps] = block.load(as: UnsafeMutableRawPointer?.self)
        keptBytes -= steps * Self.step
        return block
    }

    private static func steps(of block: UnsafeMutableRawPointer) -> Int { (block - header).load(as: Int.self) }
}

private func withPool<Result>(_ pool: UnsafeMutableRawPointer?, _ body: (BlockPool) -> Result) -> Result {
    guard let pool else { preconditionFailure("a session without its memory") }
    return Unmanaged<BlockPool>.fromOpaque(pool)._withUnsafeGuaranteedRef(body)
}
