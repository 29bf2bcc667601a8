public import ExtensionProtocol

/// Which gateway a ``TestGateway`` behaves like, and how it is set up.
public struct EmulatedGateway: Sendable {
    /// How a gateway calls its handler.
    public struct Style: Sendable, Hashable {
        enum Kind: Sendable { case unary, streaming, unaryOfStreaming }

        let kind: Kind

        /// One call for each event, answered when it was handled (EMQX 5.1 and later): the default.
        public static let unary = Style(kind: .unary)
        /// One stream for each kind of event, for all devices, never answered (EMQX 4.3 and 4.4; by configuration EMQX 5, where each device has
        /// its own).
        public static let streaming = Style(kind: .streaming)
        /// One call for each event, of the service that streams elsewhere (Enterprise 4.2).
        public static let enterprise42 = Style(kind: .unaryOfStreaming)
    }

    /// How the handler is called.
    public var style: Style
    /// The name of the gateway's node, as messages have it.
    public var node = "emqx@127.0.0.1"
    /// How long an answer may take, 5 seconds by default, and how long a test waits for what a device receives.
    public var timeout: Duration = .seconds(5)
    /// Whether a device that authenticates is let in; each is, by default.
    public var authenticates: @Sendable (_ client: ClientIdentity, _ password: String) -> Bool = { _, _ in true }
    /// Whether a client may publish to a topic, or subscribe to a filter; each may, by default.
    public var authorizes: @Sendable (_ client: ClientIdentity, _ action: AuthorizationAction, _ topic: String) -> Bool = { _, _, _ in
        true
    }

    /// A gateway of that style that allows everything.
    public init(_ style: Style = .unary) { self.style = style }
}
