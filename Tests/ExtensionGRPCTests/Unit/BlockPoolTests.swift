import CExtensionNghttp2
import Testing

@testable import ExtensionGRPC

/// nghttp2's memory, taken as nghttp2 takes it.
struct BlockPoolTests {
    private let pool = BlockPool()

    @Test func whatWasFreedIsUsedAgain() throws {
        let first = try take(100)
        give(first)
        #expect(try take(128) == first)
        #expect(try take(128) != first)
    }

    @Test func blocksDoNotOverlap() throws {
        let sizes = [1, 16, 63, 64, 65, 500, 512, 513, 5000]
        for _ in 0..<3 {
            let blocks = try sizes.map { size in
                let block = try take(size)
                block.initializeMemory(as: UInt8.self, repeating: UInt8(size & 0xFF), count: size)
                return block
            }
            for (block, size) in zip(blocks, sizes) {
                #expect(UInt(bitPattern: block) % 16 == 0)
                #expect(UnsafeRawBufferPointer(start: block, count: size).allSatisfy { $0 == UInt8(size & 0xFF) })
                give(block)
            }
        }
    }

    @Test func callocClearsWhatWasUsed() throws {
        let used = try take(64)
        used.initializeMemory(as: UInt8.self, repeating: 0xFF, count: 64)
        give(used)
        let functions = pool.functions
        let cleared = try #require(functions.calloc(8, 8, functions.mem_user_data))
        #expect(cleared == used)
        #expect(UnsafeRawBufferPointer(start: cleared, count: 64).allSatisfy { $0 == 0 })
        give(cleared)
    }

    @Test func reallocKeepsTheContent() throws {
        let functions = pool.functions
        var block = try #require(functions.realloc(nil, 10, functions.mem_user_data))
        block.initializeMemory(as: UInt8.self, repeating: 7, count: 10)
        for size in [60, 64, 65, 600, 6000] {
            block = try #require(functions.realloc(block, size, functions.mem_user_data))
            #expect(UnsafeRawBufferPointer(start: block, count: 10).allSatisfy { $0 == 7 })
        }
        give(block)
    }

    /// A burst of streams isn't paid for by the idle connection after it.
    @Test func itKeepsNoMoreThanItsLimit() throws {
        let blocks = try (0..<10_000).map { _ in try take(512) }
        blocks.forEach(give)
        #expect(pool.keptBytes <= 256 << 10)
        #expect(pool.keptBytes > 255 << 10)
    }

    private func take(_ size: Int) throws -> UnsafeMutableRawPointer {
        let functions = pool.functions
        return try #require(functions.malloc(size, functions.mem_user_data))
    }

    private func give(_ block: UnsafeMutableRawPointer) {
        let functions = pool.functions
        functions.free(block, functions.mem_user_data)
    }
}
