import SeededRandom

/// Makes up messages, as bytes, from a schema.
struct OracleGenerator {
    /// How far the bytes are from what an ordinary encoder writes.
    enum Style: Sendable {
        /// Every field once at most, in the order of its number, shortest varints.
        case plain
        /// What protobuf allows besides: split messages, repeated oneofs and map keys, any order, padded varints, unknown fields, known
        /// numbers with another wire type.
        case wild
    }

    let schema: OracleSchema
    let style: Style
    var random: SeededGenerator

    mutating func message(_ name: String) -> [UInt8] {
        var fields = schema.messages[name, default: []].flatMap { occurrences(of: $0, in: name) }
        if style == .wild {
            if random.oneIn(3) { fields.shuffle(using: &random) }
            if random.oneIn(3) { fields.insert(strayField(in: name), at: Int.random(in: 0...fields.count, using: &random)) }
        }
        return Array(fields.joined())
    }

    private mutating func occurrences(of field: OracleSchema.Field, in message: String) -> [[UInt8]] {
        let most = field.isRepeated || field.type.hasPrefix("map") || style == .wild && random.oneIn(4) ? 3 : 1
        return (0..<Int.random(in: 0...most, using: &random)).map { _ in encoded(field, in: message) }
    }

    private mutating func encoded(_ field: OracleSchema.Field, in message: String) -> [UInt8] {
        switch field.type {
        case "string": OracleWire.field(field.number, bytes: text())
        case "bytes": OracleWire.field(field.number, bytes: random.bytes(upTo: 40))
        case "map<string, string>": OracleWire.field(field.number, bytes: mapEntry())
        default:
            if let name = schema.message(field.type, referredToFrom: message) {
                OracleWire.field(field.number, bytes: self.message(name))
            } else {
                OracleWire.field(field.number, varint: number(), padding: style == .wild && random.oneIn(4) ? 9 : 0)
            }
        }
    }
}

extension OracleGenerator {
    private static let numbers: [UInt64] = [0, 1, 2, 3, 60, 127, 128, 16_384, 65_535, 1 << 31, 1 << 32, (1 << 32) + 1, 1 << 63, .max]

    private static let texts = [
        "", "a", "allow_publish", "false", "fifteen bytes..", "sixteen bytes...", "user@host", "+/sensors/#", "$share/group/t", "süß", "温度",
        "🌡️", "null\0inside", "e\u{301}", "5.9.2", "1 days, 2 hours, 3 minutes, 4 seconds", String(repeating: "long ", count: 60),
        "User-Property", #"[{<<"site">>,<<"north">>},{<<"rack">>,<<"7">>}]"#, #"[{<<1,2,255>>,<<"ä"/utf8>>}]"#, "[]",
    ]

    private mutating func number() -> UInt64 {
        random.oneIn(3) ? UInt64.random(in: .min ... .max, using: &random) : random.pick(Self.numbers)
    }

    private mutating func text() -> [UInt8] {
        [UInt8](random.pick(Self.texts).utf8)
    }

    /// A map's entry is a message of a key and a value, and few names make for repeated keys.
    private mutating func mapEntry() -> [UInt8] {
        let key = OracleWire.field(1, bytes: [UInt8](random.pick(["", "username", "protocol", "allow_publish"]).utf8))
        var parts = [key, OracleWire.field(2, bytes: text())]
        if style == .wild {
            if random.oneIn(4) { parts.shuffle(using: &random) }
            if random.oneIn(4) { parts.removeLast() }
            if random.oneIn(6) { parts.append(OracleWire.field(2, bytes: text())) }
            if random.oneIn(6) { parts.append(junk(number: random.pick([1, 2, 3]))) }
        }
        return Array(parts.joined())
    }

    /// A field that the message doesn't have, or has with another type.
    private mutating func strayField(in message: String) -> [UInt8] {
        let known = schema.messages[message, default: []].filter { $0.type == "string" }.map(\.number)
        return junk(number: random.pick(known + [14, 15, 16, 99, 2047, 2048, 536_870_911]))
    }

    /// A field of any wire type but the one of strings, bytes and messages, unless its number is free.
    private mutating func junk(number: Int, depth: Int = 0) -> [UInt8] {
        switch Int.random(in: 0..<(depth < 3 ? 5 : 4), using: &random) {
        case 0: OracleWire.field(number, varint: self.number())
        case 1: OracleWire.field(number, fixed: [UInt8](repeating: 0xA5, count: 4))
        case 2: OracleWire.field(number, fixed: [UInt8](repeating: 0x5A, count: 8))
        case 3: number < 14 ? OracleWire.field(number, varint: 1) : OracleWire.field(number, bytes: random.bytes(upTo: 9))
        default: OracleWire.field(number, group: junk(number: random.pick([1, 2, 20]), depth: depth + 1))
        }
    }
}
