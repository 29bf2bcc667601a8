import Foundation

/// One event, as it is logged in any format.
struct EventRecord: Sendable {
    var time: Date
    /// Such as `client.connect`.
    var hook: String
    /// The broker node; empty where the broker doesn't say.
    var node: String
    var client: String
    var fields: [Field]
}

/// A named value. An empty one isn't worth a place in a line.
struct Field: Sendable {
    enum Value: Sendable {
        case text(String)
        case number(Int)
        case flag(Bool)
        case payload([UInt8])
        case list([[Field]])
    }

    var name: String
    var value: Value

    init(_ name: String, _ value: Value) {
        self.name = name
        self.value = value
    }

    init(_ name: String, _ text: String) { self.init(name, .text(text)) }
    init(_ name: String, _ number: some BinaryInteger) { self.init(name, .number(Int(clamping: number))) }
    init(_ name: String, _ flag: Bool) { self.init(name, .flag(flag)) }

    var isEmpty: Bool {
        switch value {
        case .text(let text): text.isEmpty
        case .list(let items): items.isEmpty
        case .number, .flag, .payload: false
        }
    }
}
