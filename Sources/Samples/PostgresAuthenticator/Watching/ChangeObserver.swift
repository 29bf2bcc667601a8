/// Whoever remembers rows, and has to know when they change.
protocol ChangeObserver: Sendable {
    /// Rows of a user have changed; nil for rows of anybody.
    func changed(username: [UInt8]?)
    /// From now on changes are told, or they aren't any more. What happened before they were is unknown.
    func setTold(_ isTold: Bool)
}
