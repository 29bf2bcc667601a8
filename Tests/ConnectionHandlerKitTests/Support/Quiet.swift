import ConnectionHandlerKit
import Logging

extension Logger {
    static let quiet = Logger(label: "test") { _ in SwiftLogNoOpLogHandler() }
}

extension ConnectionHandlerServer {
    /// A connection is forgotten a moment after its last event was acknowledged; the suite's time limit ends the wait.
    func waitUntilEmpty() async {
        while connectionCount > 0, !Task.isCancelled { await Task.yield() }
    }
}

extension ConnectionHandlerServer {
    func waitUntil(count: Int) async {
        while connectionCount != count, !Task.isCancelled { await Task.yield() }
    }
}
