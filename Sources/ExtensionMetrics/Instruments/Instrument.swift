/// A series that is recorded to by any thread, without a lock.
protocol Instrument: AnyObject, Sendable {
    var series: SeriesIdentity { get }

    /// Writes its samples as they are now.
    func write(to text: inout ExpositionText)
}
