/// What becomes of a connection whose opening this process hasn't seen, since it was started after that, when an event of it comes.
public struct UnseenConnectionPolicy: Sendable, Hashable {
    enum Kind: Sendable, Hashable { case adopt, close }

    let kind: Kind

    /// It gets a handler whose ``Connection/isAdopted`` is true: for handlers that keep nothing, or find it again.
    public static let adopt = UnseenConnectionPolicy(kind: .adopt)

    /// It is closed, so that the device connects anew: the default.
    public static let close = UnseenConnectionPolicy(kind: .close)
}
