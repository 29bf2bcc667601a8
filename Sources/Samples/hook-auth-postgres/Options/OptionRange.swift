import ArgumentParser

/// The values that an option takes.
enum OptionRange {
    /// A year of seconds, far below what overflows.
    static let seconds = 0.0...31_536_000

    /// Ten million, far above what fits into memory.
    static let counts = 0...10_000_000

    /// Throws a `ValidationError` that says what the option takes, unless the value is in the range.
    static func check<Value: Comparable>(_ value: Value, of option: String, in range: ClosedRange<Value>) throws {
        guard range.contains(value) else {
            throw ValidationError("\(option) takes a number from \(range.lowerBound) to \(range.upperBound).")
        }
    }
}
