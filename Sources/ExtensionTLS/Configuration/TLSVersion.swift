/// A version of TLS. Older ones than 1.2 are not offered (RFC 8996); EMQX's default is the same.
public enum TLSVersion: Int, Sendable, Hashable, Comparable, CaseIterable {
    /// TLS 1.2, which EMQX calls `tlsv1.2`.
    case v1_2
    /// TLS 1.3, which EMQX calls `tlsv1.3`.
    case v1_3

    /// Older is less.
    public static func < (left: Self, right: Self) -> Bool { left.rawValue < right.rawValue }
}
