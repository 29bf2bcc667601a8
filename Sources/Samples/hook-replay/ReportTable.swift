import ExtensionProtocol

extension ReplayReport {
    /// A line per rpc in the order of the protocol, then the sum.
    var table: String {
        let rows = HookProviderMethod.allCases.compactMap { self.rows[$0] }
        let lines = [title, line("rpc", "calls", "OK", "failed", "answered")] + rows.map(line) + [sum]
        return (lines + (firstError.map { ["the first failure: \($0)"] } ?? [])).joined(separator: "\n") + "\n"
    }

    private var sum: String {
        let seconds = duration / .seconds(1)
        let rate = "\(fixed(seconds)) s, \(Int(Double(calls) / seconds)) calls/s"
        return line("all", "\(calls)", "\(successes)", calls == successes ? "" : "\(calls - successes)", rate)
    }

    private func line(_ row: Row) -> String {
        line(row.name, "\(row.calls)", "\(row.successes)", counts(row.failures), answers(row))
    }

    private func line(_ name: String, _ calls: String, _ successes: String, _ failures: String, _ answers: String) -> String {
        let columns = ["  " + padded(name, 22), padded(calls, -6), padded(successes, -6), " " + padded(failures, 12), answers]
        return columns.joined(separator: " ").trimmingSuffix(" ")
    }

    /// How many, where not all were the same.
    private func answers(_ row: Row) -> String {
        if let answer = row.answers.keys.first, row.answers.count == 1 { return answer }
        return counts(row.answers)
    }

    private func counts(_ counts: [String: Int]) -> String {
        counts.sorted { $0.value > $1.value }.map { "\($0.value) \($0.key)" }.joined(separator: ", ")
    }

    /// A negative width aligns to the right.
    private func padded(_ text: String, _ width: Int) -> String {
        let space = String(repeating: " ", count: max(0, abs(width) - text.count))
        return width < 0 ? space + text : text + space
    }

    private func fixed(_ value: Double) -> String { "\((value * 100).rounded() / 100)" }
}

extension String {
    fileprivate func trimmingSuffix(_ character: Character) -> String {
        var text = self[...]
        while text.last == character { text.removeLast() }
        return String(text)
    }
}
