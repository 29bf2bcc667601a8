/// How much is remembered of what queries gave, and for how long.
package struct CacheLimits: Sendable {
    /// The look-ups that are remembered, for each query, and as many that found nobody; 0 for none.
    package var entries = 10_000
    /// How long the database isn't asked again; zero for always asking.
    package var timeToLive: Duration = .seconds(60)
    /// How long an answer may stand in when the database can't be asked; zero for never.
    package var lastKnown: Duration = .zero

    package init() {}

    var isOff: Bool { entries == 0 || max(timeToLive, lastKnown) == .zero }
}
