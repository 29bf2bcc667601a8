import Testing

@testable import ExtensionGRPC

struct MethodTableTests {
    private static let paths =
        (1...3).flatMap { version in (0..<21).map { "/emqx.exhook.v\(version).HookProvider/OnHook\($0)" } }
        + ["/", "/a/b", "/a/c", "/short.Path/X"]
    private let table = MethodTable(paths.map { path in .unary(path) { _, _ throws(RPCError) in } })

    @Test func everyMethodIsFoundByItsPathAndItsIndexIsItsName() {
        for (index, path) in Self.paths.enumerated() {
            let entry = find(path)
            #expect(entry?.method.path == path)
            #expect(entry?.index == index)
        }
        #expect(table.names == Self.paths)
    }

    @Test(arguments: [
        "", "/a", "/a/d", "/emqx.exhook.v4.HookProvider/OnHook1", "/emqx.exhook.v1.HookProvider/OnHook1 ",
        "/emqx.exhook.v1.HookProvider/onHook1",
    ])
    func nothingElseIsFound(_ path: String) {
        #expect(find(path) == nil)
    }

    /// Not one byte may differ, not even one that the hash doesn't see.
    @Test func aPathThatDiffersInOneByteIsNotFound() {
        let path = Array(Self.paths[30].utf8)
        for index in path.indices {
            var changed = path
            changed[index] ^= 0x80
            #expect(changed.withUnsafeBufferPointer { table.find($0) } == nil)
        }
    }

    private func find(_ path: String) -> MethodTable.Entry? { Array(path.utf8).withUnsafeBufferPointer { table.find($0) } }
}
