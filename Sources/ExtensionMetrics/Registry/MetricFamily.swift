/// The series of one name, which have one type.
struct MetricFamily: Sendable {
    let name: String
    let type: MetricType
    let help: String
    private var instruments: [String: any Instrument] = [:]

    init(name: String, type: MetricType, help: String) {
        self.name = name
        self.type = type
        self.help = help
    }

    var isEmpty: Bool { instruments.isEmpty }

    func instrument(_ labels: String) -> (any Instrument)? { instruments[labels] }

    /// Adds an instrument, whose labels are new to the family.
    mutating func add(_ instrument: any Instrument) {
        instruments[instrument.series.labels] = instrument
    }

    /// Removes this very instrument; another with the same labels, made after this one was removed, stays.
    mutating func remove(_ instrument: any Instrument) {
        let labels = instrument.series.labels
        if instruments[labels] === instrument { instruments[labels] = nil }
    }

    /// Writes the series sorted by their labels. Sorting is left to the scrape, which is rare and waits for nobody's call.
    func write(to text: inout ExpositionText) {
        text.beginFamily(name, type, help: help)
        for (_, instrument) in instruments.sorted(by: { $0.key < $1.key }) { instrument.write(to: &text) }
    }
}
