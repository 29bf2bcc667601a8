/// Custom metadata of a call: lower-case names, in order, repeats kept. Names that end in `-bin` carry bytes, all others printable ASCII.
package struct RPCMetadata: Sendable, Hashable, ExpressibleByDictionaryLiteral, RandomAccessCollection {
    package struct Entry: Sendable, Hashable {
        package var name: String
        package var value: Value
    }

    package enum Value: Sendable, Hashable, ExpressibleByStringLiteral {
        case text(String)
        case binary([UInt8])

        package init(stringLiteral value: String) { self = .text(value) }
    }

    private var entries: [Entry] = []

    package init() {}

    package init(dictionaryLiteral elements: (String, Value)...) {
        entries = elements.map { Entry(name: $0.0.lowercased(), value: $0.1) }
    }

    package var startIndex: Int { 0 }
    package var endIndex: Int { entries.count }
    package subscript(position: Int) -> Entry { entries[position] }

    package mutating func append(_ name: String, _ value: Value) {
        entries.append(Entry(name: name.lowercased(), value: value))
    }

    /// The first text value of that name.
    package func text(_ name: String) -> String? {
        for case (name, .text(let text)) in entries.lazy.map({ ($0.name, $0.value) }) { return text }
        return nil
    }

    /// The first binary value of that name.
    package func binary(_ name: String) -> [UInt8]? {
        for case (name, .binary(let bytes)) in entries.lazy.map({ ($0.name, $0.value) }) { return bytes }
        return nil
    }

    /// Adds a header field as it came off the wire; a `-bin` value may hold several base64 values separated by commas (PROTOCOL-HTTP2.md).
    mutating func appendField(name: UnsafeBufferPointer<UInt8>, value: UnsafeBufferPointer<UInt8>) {
        let name = String(decoding: name, as: UTF8.self)
        guard name.hasSuffix("-bin") else {
            entries.append(Entry(name: name, value: .text(String(decoding: value, as: UTF8.self))))
            return
        }
        for part in value.split(separator: UInt8(ascii: ","), omittingEmptySubsequences: false) {
            guard let bytes = Base64.decode(part) else { continue }
            entries.append(Entry(name: name, value: .binary(bytes)))
        }
    }
}
