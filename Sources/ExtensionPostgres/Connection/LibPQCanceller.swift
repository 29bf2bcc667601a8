import CExtensionPQ

/// Asks the server to stop what a connection runs. libpq 15 blocks meanwhile, without a time limit.
final class LibPQCanceller: @unchecked Sendable {  // a copy of address and key, which libpq allows on any thread
    private let pointer: OpaquePointer

    init(_ pointer: OpaquePointer) { self.pointer = pointer }

    deinit { PQfreeCancel(pointer) }

    func cancel() {
        withUnsafeTemporaryAllocation(of: CChar.self, capacity: 256) { message in
            // A cancellation that fails changes nothing: the connection is closed anyway.
            _ = PQcancel(pointer, message.baseAddress, Int32(message.count))
        }
    }
}
