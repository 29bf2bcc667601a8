/// Who takes the events of one connection.
protocol ConnectionRun: Sendable {
    /// Called for one event after the other, each when the one before has returned.
    func handle(_ entry: ConnectionSession.Queue.Entry) async
}
