import Testing

/// Waits until the condition holds. The suite's time limit bounds it.
package func eventually(_ condition: () async throws -> Bool) async throws {
    while try await !condition() {
        try Task.checkCancellation()
        try await Task.sleep(for: .milliseconds(5))
    }
}
