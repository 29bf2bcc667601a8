/// What can't be done with the tables of users and rules.
package enum TableError: Error, Hashable, CustomStringConvertible {
    case duplicateUser(String)
    case unknownUser(String)
    case duplicateRule
    case unknownRule(Int)
    /// EMQX wouldn't read it as a rule, or its convention has no such rules.
    case invalidRule(String)

    package var description: String {
        switch self {
        case .duplicateUser(let name): "there is a user \(name) already"
        case .unknownUser(let name): "there is no user \(name)"
        case .duplicateRule: "there is such a rule already"
        case .unknownRule(let number): "there is no rule \(number)"
        case .invalidRule(let reason): "that is no rule: \(reason)"
        }
    }
}
