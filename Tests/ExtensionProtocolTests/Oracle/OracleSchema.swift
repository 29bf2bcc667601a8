import Foundation

/// What the files in Protos say, read line by line: enough to list the rpcs and to make up messages.
struct OracleSchema: Sendable {
    struct Field: Sendable {
        let number: Int
        let type: String
        let isRepeated: Bool
    }

    struct Method: Sendable {
        /// Such as "/emqx.exhook.v3.HookProvider/OnClientConnect".
        let path: String
        /// Full names of messages.
        let request: String
        let response: String
    }

    /// The fields of each message, by its full name.
    private(set) var messages: [String: [Field]] = [:]
    private(set) var methods: [Method] = []

    private var package = ""
    /// The names of the blocks around the current line.
    private var blocks: [(keyword: Substring, name: Substring)] = []

    /// Both interfaces, all versions.
    static let emqx: OracleSchema = {
        var schema = OracleSchema()
        for path in ["exhook/v1/exhook", "exhook/v2/exhook", "exhook/v3/exhook", "exproto/v1/exproto"] {
            let file = URL(filePath: #filePath).appending(path: "../../../../Protos/emqx/\(path).proto").standardized
            guard let text = try? String(contentsOf: file, encoding: .utf8) else { preconditionFailure("no \(file.path)") }
            schema.read(text)
        }
        return schema
    }()

    /// The message that a type name stands for where messages of a package refer to it, nil for a scalar.
    func message(_ type: String, referredToFrom message: String) -> String? {
        let name = message.split(separator: ".").dropLast().joined(separator: ".") + "." + type
        return messages[name] == nil ? nil : name
    }
}

extension OracleSchema {
    private mutating func read(_ text: String) {
        for line in text.split(separator: "\n").map({ $0.trimmingPrefix { $0 == " " } }) where !line.hasPrefix("//") {
            read(line: line)
        }
    }

    private mutating func read(line: Substring) {
        if let match = line.wholeMatch(of: /package (.+);/) {
            package = String(match.1)
        } else if let match = line.wholeMatch(of: /(message|enum|oneof|service) (\w+) \{(\}?)/) {
            open(match.1, match.2)
            if !match.3.isEmpty { blocks.removeLast() }
        } else if line == "}" {
            blocks.removeLast()
        } else if let match = line.wholeMatch(of: /rpc (\w+)\((?:stream )?(\w+)\) returns \((?:stream )?(\w+)\);/) {
            let path = "/\(package).\(blocks[0].name)/\(match.1)"
            methods.append(Method(path: path, request: "\(package).\(match.2)", response: "\(package).\(match.3)"))
        } else if let match = line.wholeMatch(of: /(repeated )?(map<.+>|\w+) \w+ = (\d+);/), let number = Int(match.3) {
            let field = Field(number: number, type: String(match.2), isRepeated: match.1 != nil)
            messages["\(package).\(blocks[0].name)", default: []].append(field)
        }
    }

    private mutating func open(_ keyword: Substring, _ name: Substring) {
        blocks.append((keyword, name))
        if keyword == "message" { messages["\(package).\(name)"] = [] }
    }
}
