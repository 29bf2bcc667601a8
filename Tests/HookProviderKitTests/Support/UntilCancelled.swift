/// Suspends until the task is cancelled.
func untilCancelled() async { while !Task.isCancelled { try? await Task.sleep(for: .seconds(60)) } }
