import Glibc

/// Runs a server until SIGTERM, then prints how many calls it counted and ends the process.
///
/// The main thread only waits. It doesn't run Swift's main queue, whose `sigsuspend` crashes Debian's valgrind.
package func runUntilTerminated(_ serve: @escaping @Sendable (_ port: Int, CallCounter) async throws -> Void) -> Never {
    var termination = blockTermination()
    let counter = CallCounter()
    Task.detached {
        do {
            try await serve(requestedPort(), counter)
        } catch {
            print("error: \(error)")
            exit(EXIT_FAILURE)
        }
    }
    var signal: CInt = 0
    sigwait(&termination, &signal)
    print("{\"calls\": \(counter.total)}")
    exit(EXIT_SUCCESS)
}

/// Tells the driver where the server listens.
package func announce(port: Int) {
    print("listening 127.0.0.1:\(port)")
    fflush(nil)
}

/// Leaves SIGTERM to `sigwait`: threads that start from now on inherit the mask.
private func blockTermination() -> sigset_t {
    var signals = sigset_t()
    sigemptyset(&signals)
    sigaddset(&signals, SIGTERM)
    pthread_sigmask(SIG_BLOCK, &signals, nil)
    return signals
}

/// The port that `--port N` asks for; 0, any free one, by default.
private func requestedPort() -> Int {
    let arguments = CommandLine.arguments
    return arguments.count == 3 && arguments[1] == "--port" ? Int(arguments[2]) ?? 0 : 0
}
