/// One header of a message.
public struct MessageHeader: Sendable, Hashable {
    /// The name, such as `username`.
    public var name = ""
    /// The value as text.
    public var value = ""

    package init() {}

    /// Creates a header.
    public init(name: String, value: String) {
        self.name = name
        self.value = value
    }
}

/// The headers of a message, in the order of the wire: `username`, `protocol`, `peerhost` and `allow_publish`, where present.
public struct MessageHeaders: Sendable, Hashable {
    package var storage: [MessageHeader] = []

    /// Creates an empty list.
    public init() {}

    /// The value of the header of that name; nil, read or written, where there is none.
    public subscript(name: String) -> String? {
        get { storage.first { $0.name == name }?.value }
        set {
            let index = storage.firstIndex { $0.name == name }
            switch (index, newValue) {
            case (let index?, let value?): storage[index].value = value
            case (let index?, nil): storage.remove(at: index)
            case (nil, let value?): storage.append(MessageHeader(name: name, value: value))
            case (nil, nil): break
            }
        }
    }
}

extension MessageHeaders: RandomAccessCollection {
    /// The position of the first header.
    public var startIndex: Int { storage.startIndex }
    /// The position after the last header.
    public var endIndex: Int { storage.endIndex }
    /// The header at a position.
    public subscript(position: Int) -> MessageHeader { storage[position] }
}

extension MessageHeaders: ExpressibleByDictionaryLiteral {
    /// Creates headers from a literal; where a name comes twice, the last value counts.
    public init(dictionaryLiteral elements: (String, String)...) {
        for (name, value) in elements { self[name] = value }
    }
}

extension MessageHeaders: CustomStringConvertible {
    /// The headers as an array of names and values.
    public var description: String { "\(storage)" }
}
