/// A broker's version number, read from text such as `5.9.2`, `v4.4.19`, `5.0.0-beta.1` or `e4.2.5`.
public struct BrokerVersion: Sendable, Hashable {
    /// The first number.
    public var major: Int
    /// The second number.
    public var minor: Int
    /// The third number, 0 where the text has only two.
    public var patch: Int
    /// Whether the text starts with `e`, as EMQX Enterprise 4 wrote its versions.
    public var hasEnterprisePrefix: Bool

    /// Creates a version from its numbers.
    public init(major: Int, minor: Int, patch: Int = 0, hasEnterprisePrefix: Bool = false) {
        self.major = major
        self.minor = minor
        self.patch = patch
        self.hasEnterprisePrefix = hasEnterprisePrefix
    }

    /// Reads a version from text, ignoring what follows a `-` or `+`; nil where it doesn't start with two numbers.
    public init?(_ text: String) {
        var digits = text[...]
        let prefix = digits.first
        if prefix == "e" || prefix == "v" { digits.removeFirst() }
        let release = digits.prefix { $0 != "-" && $0 != "+" }
        let numbers = release.split(separator: ".", omittingEmptySubsequences: false).map { Int($0) }
        guard numbers.count >= 2, let major = numbers[0], let minor = numbers[1] else { return nil }
        let patch = numbers.count > 2 ? numbers[2] : 0
        guard let patch, major >= 0, minor >= 0, patch >= 0 else { return nil }
        self.init(major: major, minor: minor, patch: patch, hasEnterprisePrefix: prefix == "e")
    }
}

extension BrokerVersion: Comparable {
    /// Orders versions by their three numbers; the enterprise prefix has no say.
    public static func < (lhs: BrokerVersion, rhs: BrokerVersion) -> Bool {
        (lhs.major, lhs.minor, lhs.patch) < (rhs.major, rhs.minor, rhs.patch)
    }
}

extension BrokerVersion: CustomStringConvertible {
    /// The version as EMQX writes it.
    public var description: String {
        "\(hasEnterprisePrefix ? "e" : "")\(major).\(minor).\(patch)"
    }
}

extension BrokerVersion {
    /// How this broker numbers the response types: they were swapped in EMQX 4.3.3.
    package var responseNumbering: ResponseNumbering {
        self < BrokerVersion(major: 4, minor: 3, patch: 3) ? .ignoreFirst : .continueFirst
    }

    /// Whether an ignored authentication counts as the request's prior result, mostly a refusal (EMQX 5.0 to 5.8, fixed in 5.9.0).
    package var takesIgnoreAsPriorResult: Bool {
        self >= BrokerVersion(major: 5, minor: 0) && self < BrokerVersion(major: 5, minor: 9)
    }
}
