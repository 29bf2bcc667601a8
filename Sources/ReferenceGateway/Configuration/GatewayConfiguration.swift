import NIOCore

#if canImport(FoundationEssentials)
import FoundationEssentials
#else
import Foundation
#endif

/// What a gateway does, read from YAML with EMQX's names of keys. Unknown keys and wrong types are errors.
public struct GatewayConfiguration: Sendable {
    /// How many event loops serve devices, handlers and the adapter; one per core by default. EMQX has no key for it.
    public var eventLoops = System.coreCount
    /// The name of this gateway in the messages of its clients (`node.name`).
    package var nodeName = "gateway@127.0.0.1"
    package var exproto: ExProtoConfiguration

    /// Where it was read; nil for one that wasn't.
    package var file: String?
    /// What was read, by the paths of the keys.
    private(set) var values: [String: String] = [:]

    package init(exproto: ExProtoConfiguration) { self.exproto = exproto }

    /// Reads a YAML text, and throws a ``GatewayConfigurationError`` for what can't be used in it. Files that it names are read when the
    /// gateway starts.
    public init(yaml: String) throws(GatewayConfigurationError) {
        let root = try ConfigurationSection(yaml: yaml)
        values = root.values
        try root.allow(["node", "gateway"])
        guard let gateways = try root.section("gateway") else { throw root.error("gateway", "this key is missing") }
        try gateways.allow(["exproto"])
        guard let exproto = try gateways.section("exproto") else { throw gateways.error("exproto", "this key is missing") }
        self.exproto = try ExProtoConfiguration(exproto)
        if let node = try root.section("node") {
            try node.allow(["name"])
            nodeName = try node.text("name") ?? nodeName
        }
    }

    /// Reads a YAML file, and throws a ``GatewayConfigurationError`` if it can't be read or used. A gateway reads the same file again when
    /// it is told to.
    public init(file path: String) throws(GatewayConfigurationError) {
        let yaml: String
        do {
            yaml = try String(contentsOf: URL(filePath: path), encoding: .utf8)
        } catch {
            throw GatewayConfigurationError(key: "", line: nil, problem: "\(path) can't be read")
        }
        try self.init(yaml: yaml)
        file = path
    }
}
