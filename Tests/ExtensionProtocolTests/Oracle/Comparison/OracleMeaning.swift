import ExtensionProtocol
import Foundation
import RecordedTraffic
import SwiftProtobuf

/// What a message means, without the differences that the Swift model drops on purpose.
struct OracleMeaning: Equatable, CustomStringConvertible {
    private let json: JSONValue

    var description: String { json.description }

    init<Message: SwiftProtobuf.Message>(_ message: Message) throws {
        json = try message.recordedJSON.simplified(in: Message.protoMessageName)
    }
}

extension SwiftProtobuf.Message {
    /// The form that recordings are in: protobuf's JSON with the proto's field names, defaults omitted.
    var recordedJSON: JSONValue {
        get throws {
            var options = JSONEncodingOptions()
            options.preserveProtoFieldNames = true
            let utf8: [UInt8] = try jsonUTF8Bytes(options: options)
            return try JSONDecoder().decode(JSONValue.self, from: Data(utf8))
        }
    }
}

extension JSONValue {
    fileprivate func simplified(in message: String) -> JSONValue {
        switch self {
        case .array(let elements):
            return .array(elements.map { $0.simplified(in: message) })
        case .object(var members):
            members = members.mapValues { $0.simplified(in: message) }
            members = members.filter { name, value in value != .object([:]) || Self.isKeptWhenEmpty(name, in: message) }
            Self.simplifySubscription(&members)
            if !message.hasPrefix("emqx.exhook.v3") { Self.liftUserProperties(&members) }
            return .object(members)
        default:
            return self
        }
    }

    /// Where the model tells an empty part from an absent one.
    private static func isKeptWhenEmpty(_ name: String, in message: String) -> Bool {
        switch name {
        case "peercert": true
        case "message": message.hasSuffix(".ValuedResponse")
        case "subopts": message.hasPrefix("emqx.exhook.v2") && !message.hasSuffix(".SessionSubscribedRequest")
        default: false
        }
    }

    /// Flags are true or false in the model, and options have the last word on the quality of service.
    private static func simplifySubscription(_ members: inout [String: JSONValue]) {
        for flag in ["rap", "nl"] where members[flag] != nil { members[flag] = .number(1) }
        if members["subopts"] != nil { members["qos"] = nil }
    }

    /// Until v2 user properties are the text of one property: what it says counts, not how it says it.
    private static func liftUserProperties(_ members: inout [String: JSONValue]) {
        guard case .array(let properties)? = members["props"] else { return }
        var plain: [JSONValue] = []
        var lifted: [Property] = []
        for property in properties {
            if let userProperties = userProperties(in: property) {
                lifted += userProperties
            } else {
                plain.append(property)
            }
        }
        members["props"] = .array(plain)
        members["user_props"] = .array(lifted.map { .object(["name": .string($0.name), "value": .string($0.value)]) })
    }

    /// The codec's own reading of a property's text, nil if it takes it for an ordinary property.
    private static func userProperties(in property: JSONValue) -> [Property]? {
        guard case .object(let members) = property,
            case .string("User-Property")? = members["name"],
            case .string(let text)? = members["value"]
        else { return nil }
        let carrier = ClientConnect(connection: ConnectionInfo(clientID: ""), properties: [Property(name: "User-Property", value: text)])
        let bytes = carrier.encoded(broker: BrokerMetadata(node: ""), version: .v2)
        let decoded = try? bytes.withUnsafeBytes { try ClientConnect.decode($0, version: .v2) }.event
        return decoded.flatMap { $0.properties.isEmpty ? $0.userProperties : nil }
    }
}
