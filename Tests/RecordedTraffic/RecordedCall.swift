import Foundation

/// One gRPC call between a broker and a service.
package struct RecordedCall: Sendable {
    /// Seconds since the recording began.
    package let time: Double
    package let connection: Int
    /// The HTTP/2 stream.
    package let stream: Int
    /// Such as "/emqx.exhook.v3.HookProvider/OnClientConnect".
    package let path: String
    /// Pseudo-headers among them.
    package let headers: [String: String]
    package let requests: [RecordedMessage]
    package let responses: [RecordedMessage]
    package let trailers: [String: String]
}

/// One protobuf message, twice.
package struct RecordedMessage: Sendable {
    /// As it was on the wire, without the five bytes of the gRPC prefix.
    package let bytes: [UInt8]
    /// What the bytes mean: protobuf's JSON with the proto's field names, defaults omitted.
    package let json: JSONValue
}

extension RecordedCall: Decodable {
    private enum CodingKeys: String, CodingKey {
        case time = "t"
        case connection, stream, path, headers, requests, responses, trailers
    }
}

extension RecordedMessage: Decodable {
    private enum CodingKeys: CodingKey {
        case bytes, json
    }

    package init(from decoder: any Decoder) throws {
        let container = try decoder.container(keyedBy: CodingKeys.self)
        bytes = [UInt8](try container.decode(Data.self, forKey: .bytes))
        json = try container.decode(JSONValue.self, forKey: .json)
    }
}
