/// Who takes the events of one connection: one after the other, each when the one before was handled.
protocol ConnectionRun: AnyObject, Sendable {
    /// Takes the event that ``handle()`` is called for next. It is kept here, since a task's frames keep what is in them for as long as it
    /// waits.
    func take(_ entry: ConnectionSession.Queue.Entry)

    func handle() async
}
