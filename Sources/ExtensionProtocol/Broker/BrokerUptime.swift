/// How long a broker has been running, as its protocol version writes it.
public enum BrokerUptime: Sendable, Hashable {
    /// Milliseconds, as exhook v2 and v3 send them.
    case milliseconds(Int64)
    /// Words such as `1 days, 2 hours, 3 minutes, 4 seconds`, as exhook v1 sends them.
    case text(String)

    /// The uptime as a duration, or nil where the words can't be read.
    public var duration: Duration? {
        switch self {
        case .milliseconds(let milliseconds): .milliseconds(milliseconds)
        case .text(let text): Self.duration(of: text)
        }
    }
}

extension BrokerUptime {
    /// The uptime in exhook v2's and v3's unit; 0 where v1's words can't be read.
    package var wireMilliseconds: Int64 {
        switch self {
        case .milliseconds(let milliseconds): milliseconds
        case .text(let text): Self.seconds(of: text).flatMap { Self.multiplied($0, by: 1000) } ?? 0
        }
    }

    /// The uptime in exhook v1's words.
    package var wireText: String {
        switch self {
        case .milliseconds(let milliseconds): Self.text(seconds: max(0, milliseconds / 1000))
        case .text(let text): text
        }
    }
}

extension BrokerUptime {
    private static let units = [("days", 86_400), ("hours", 3_600), ("minutes", 60), ("seconds", 1)] as [(name: Substring, seconds: Int64)]

    private static func duration(of text: String) -> Duration? {
        seconds(of: text).map { .seconds($0) }
    }

    private static func seconds(of text: String) -> Int64? {
        var total: Int64 = 0
        for part in text.split(separator: ",", omittingEmptySubsequences: false) {
            guard let seconds = seconds(ofPart: part) else { return nil }
            let (sum, overflow) = total.addingReportingOverflow(seconds)
            guard !overflow else { return nil }
            total = sum
        }
        return total
    }

    private static func seconds(ofPart part: Substring) -> Int64? {
        let words = part.split(separator: " ")
        guard words.count == 2, let count = Int64(words[0]), count >= 0 else { return nil }
        guard let unit = units.first(where: { $0.name == words[1] || $0.name.dropLast() == words[1] }) else { return nil }
        return multiplied(count, by: unit.seconds)
    }

    private static func multiplied(_ value: Int64, by factor: Int64) -> Int64? {
        let (product, overflow) = value.multipliedReportingOverflow(by: factor)
        return overflow ? nil : product
    }

    /// EMQX 4 leaves out the leading units that are zero, and never the seconds.
    private static func text(seconds: Int64) -> String {
        var rest = seconds
        var parts: [String] = []
        for unit in units {
            let count = rest / unit.seconds
            rest %= unit.seconds
            if count > 0 || !parts.isEmpty || unit.seconds == 1 {
                parts.append("\(count) \(unit.name)")
            }
        }
        return parts.joined(separator: ", ")
    }
}
