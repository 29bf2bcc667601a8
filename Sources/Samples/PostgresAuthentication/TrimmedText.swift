extension StringProtocol {
    /// The text without the spaces around it.
    func trimmingSpaces() -> SubSequence {
        let start = drop { $0 == " " }
        return start.lastIndex { $0 != " " }.map { start[...$0] } ?? start
    }
}
