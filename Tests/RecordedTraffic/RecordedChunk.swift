import Foundation

/// Bytes as they came off a socket, or the end of one direction of it.
package struct RecordedChunk: Sendable {
    package enum Direction: String, Sendable {
        case clientToServer = "c2s"
        case serverToClient = "s2c"
    }

    /// Seconds since the recording began.
    package let time: Double
    package let connection: Int
    package let direction: Direction
    /// Empty at the end.
    package let bytes: [UInt8]
    /// Whether that side closed, instead of sending bytes.
    package let isEnd: Bool
}

extension RecordedChunk: Decodable {
    private enum CodingKeys: String, CodingKey {
        case time = "t"
        case connection = "conn"
        case direction = "dir"
        case bytes
    }

    package init(from decoder: any Decoder) throws {
        let container = try decoder.container(keyedBy: CodingKeys.self)
        time = try container.decode(Double.self, forKey: .time)
        connection = try container.decode(Int.self, forKey: .connection)
        bytes = [UInt8](try container.decode(Data.self, forKey: .bytes))

        let words = try container.decode(String.self, forKey: .direction).split(separator: "-")
        guard let direction = words.first.flatMap({ Direction(rawValue: String($0)) }) else {
            throw DecodingError.dataCorruptedError(forKey: .direction, in: container, debugDescription: "unknown direction")
        }
        self.direction = direction
        isEnd = words.last == "end"
    }
}
