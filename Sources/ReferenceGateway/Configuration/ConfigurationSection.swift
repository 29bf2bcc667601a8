import Yams

/// One mapping of the configuration, while it is read. A key that nobody has asked for by the end is an error.
struct ConfigurationSection {
    let path: String
    let line: Int?
    private let entries: [String: (keyLine: Int?, value: Node)]

    /// The root of a YAML text.
    init(yaml: String) throws(GatewayConfigurationError) {
        do {
            guard let root = try Yams.compose(yaml: yaml) else {
                throw GatewayConfigurationError(key: "", line: nil, problem: "the configuration is empty")
            }
            try self.init(root, path: "")
        } catch let error as GatewayConfigurationError {
            throw error
        } catch {
            throw GatewayConfigurationError(key: "", line: nil, problem: "not YAML: \(error)")
        }
    }

    private init(_ node: Node, path: String) throws(GatewayConfigurationError) {
        self.path = path
        line = node.mark?.line
        guard case .mapping(let mapping) = node else {
            throw GatewayConfigurationError(key: path, line: line, problem: "keys and values are expected here")
        }
        var entries: [String: (Int?, Node)] = [:]
        for (key, value) in mapping {
            guard case .scalar(let name) = key else {
                throw GatewayConfigurationError(key: path, line: key.mark?.line, problem: "a key has to be a name")
            }
            entries[name.string] = (key.mark?.line, value)
        }
        self.entries = entries
    }

    private func path(of key: String) -> String { path.isEmpty ? key : "\(path).\(key)" }

    func error(_ key: String, _ problem: String) -> GatewayConfigurationError {
        GatewayConfigurationError(key: path(of: key), line: entries[key]?.keyLine ?? line, problem: problem)
    }

    /// Fails if there is a key that isn't among `keys`, nor among those of EMQX that do nothing here.
    func allow(_ keys: [String]) throws(GatewayConfigurationError) {
        let isUnknown = { !keys.contains($0) && EMQXKeys.ineffective[$0] == nil }
        guard let unknown = entries.keys.filter(isUnknown).min(by: isEarlier) else { return }
        if let reason = EMQXKeys.absent[unknown] { throw error(unknown, reason) }
        throw error(unknown, "this key isn't known here; \(keys.sorted().joined(separator: ", ")) are")
    }

    private func isEarlier(_ left: String, _ right: String) -> Bool {
        (entries[left]?.keyLine ?? 0, left) < (entries[right]?.keyLine ?? 0, right)
    }

    /// What every key inside says, by its path.
    var values: [String: String] {
        entries.reduce(into: [:]) { Self.collect($1.value.value, path(of: $1.key), into: &$0) }
    }

    private static func collect(_ node: Node, _ path: String, into values: inout [String: String]) {
        switch node {
        case .mapping(let mapping): for (key, value) in mapping { collect(value, "\(path).\(key.string ?? "")", into: &values) }
        case .sequence(let sequence): values[path] = sequence.map { $0.string ?? "" }.joined(separator: "\n")
        case .scalar(let scalar): values[path] = scalar.string
        case .alias: break
        }
    }

    // MARK: Values

    func contains(_ key: String) -> Bool { entries[key] != nil }

    func section(_ key: String) throws(GatewayConfigurationError) -> ConfigurationSection? {
        guard let entry = entries[key] else { return nil }
        return try ConfigurationSection(entry.value, path: path(of: key))
    }

    /// The sections of a mapping from names to sections, in the order of their names.
    func namedSections() throws(GatewayConfigurationError) -> [(name: String, section: ConfigurationSection)] {
        var sections: [(String, ConfigurationSection)] = []
        for name in entries.keys.sorted() {
            if let section = try section(name) { sections.append((name, section)) }
        }
        return sections
    }

    func text(_ key: String) throws(GatewayConfigurationError) -> String? {
        guard let entry = entries[key] else { return nil }
        guard case .scalar(let scalar) = entry.value else { throw error(key, "a text is expected here") }
        return scalar.string
    }

    func texts(_ key: String) throws(GatewayConfigurationError) -> [String]? {
        guard let entry = entries[key] else { return nil }
        if case .scalar(let scalar) = entry.value { return Self.elements(of: scalar.string) }
        guard case .sequence(let sequence) = entry.value else { throw error(key, "a list is expected here") }
        var texts: [String] = []
        for element in sequence {
            guard case .scalar(let scalar) = element else { throw error(key, "a list of texts is expected here") }
            texts.append(scalar.string)
        }
        return texts
    }

    /// A list may be written as a text with commas too.
    private static func elements(of text: String) -> [String] {
        text.split(separator: ",").map { String($0.drop { $0 == " " }) }
    }

    func flag(_ key: String) throws(GatewayConfigurationError) -> Bool? {
        guard let text = try plainText(key) else { return nil }
        switch text {
        case "true"?: return true
        case "false"?: return false
        default: throw error(key, "true or false is expected here")
        }
    }

    func number(_ key: String, in range: ClosedRange<Int>) throws(GatewayConfigurationError) -> Int? {
        guard let text = try plainText(key) else { return nil }
        guard let number = text.flatMap({ Int($0) }), range.contains(number) else {
            throw error(key, "a number from \(range.lowerBound) to \(range.upperBound) is expected here")
        }
        return number
    }

    /// Nil inside for a quoted one, which is no number and no flag.
    private func plainText(_ key: String) throws(GatewayConfigurationError) -> String?? {
        guard let entry = entries[key] else { return .none }
        guard case .scalar(let scalar) = entry.value, scalar.style == .plain || scalar.style == .any else { return .some(nil) }
        return scalar.string
    }

    /// A value that `parse` reads from text.
    func value<Value>(_ key: String, _ expectation: String, _ parse: (String) -> Value?) throws(GatewayConfigurationError) -> Value? {
        guard let text = try text(key) else { return nil }
        guard let value = parse(text) else { throw error(key, "\(expectation) is expected here") }
        return value
    }
}
