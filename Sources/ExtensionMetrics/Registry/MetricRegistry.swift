/// All metrics by name.
struct MetricRegistry: Sendable {
    enum Lookup<Kind: Instrument>: Sendable {
        case found(Kind)
        /// The name, or that of one of its samples, belongs to another type; `isFirst` is true once per name.
        case conflict(isFirst: Bool)
    }

    private(set) var families: [String: MetricFamily] = [:]
    /// The names of all samples: a histogram's `x_count` would make nonsense of a counter of that name.
    private var sampleNames: Set<String>
    private var conflicts: Set<String> = []

    init(reservedNames: [String] = []) { sampleNames = Set(reservedNames) }

    /// The instrument of the series, made and kept if there is none.
    mutating func instrument<Kind: Instrument>(
        _ series: SeriesIdentity,
        type: MetricType,
        help: () -> String,
        make: (SeriesIdentity) -> Kind
    ) -> Lookup<Kind> {
        if let family = families[series.name] {
            if let known = family.instrument(series.labels) {
                return (known as? Kind).map { .found($0) } ?? noteConflict(series.name)
            }
            guard family.type == type else { return noteConflict(series.name) }
        } else if !addFamily(series.name, type, help: help) {
            return noteConflict(series.name)
        }
        let instrument = make(series)
        families[series.name]?.add(instrument)
        return .found(instrument)
    }

    /// Forgets the instrument, and its family when it was the last one.
    mutating func remove(_ instrument: any Instrument) {
        let name = instrument.series.name
        families[name]?.remove(instrument)
        guard let family = families[name], family.isEmpty else { return }
        families[name] = nil
        sampleNames.subtract(family.type.sampleSuffixes.map { name + $0 })
    }

    /// False if one of the family's sample names is taken.
    private mutating func addFamily(_ name: String, _ type: MetricType, help: () -> String) -> Bool {
        let names = type.sampleSuffixes.map { name + $0 }
        guard sampleNames.isDisjoint(with: names) else { return false }
        sampleNames.formUnion(names)
        families[name] = MetricFamily(name: name, type: type, help: help())
        return true
    }

    private mutating func noteConflict<Kind>(_ name: String) -> Lookup<Kind> {
        .conflict(isFirst: conflicts.insert(name).inserted)
    }
}
