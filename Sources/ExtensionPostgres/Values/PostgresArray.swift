/// The binary format of one-dimensional arrays (array_send and array_recv in the server's arrayfuncs.c): the number of dimensions, whether
/// there are NULLs, the type of the elements, length and lower bound, then every element with its length, -1 for NULL.
enum PostgresArray {
    static func encode<Element: PostgresScalar>(_ elements: [Element?]) -> [UInt8] {
        var buffer: [UInt8] = []
        buffer.append(bigEndian: Int32(elements.isEmpty ? 0 : 1))
        buffer.append(bigEndian: Int32(elements.contains { $0 == nil } ? 1 : 0))
        buffer.append(bigEndian: Element.postgresType.rawValue)
        guard !elements.isEmpty else { return buffer }
        buffer.append(bigEndian: Int32(elements.count))
        buffer.append(bigEndian: Int32(1))
        for element in elements { append(element, to: &buffer) }
        return buffer
    }

    private static func append(_ element: (some PostgresScalar)?, to buffer: inout [UInt8]) {
        let start = buffer.count
        buffer.append(bigEndian: Int32(-1))
        guard let element else { return }
        element.encode(into: &buffer)
        withUnsafeBytes(of: Int32(buffer.count - start - 4).bigEndian) { buffer.replaceSubrange(start..<start + 4, with: $0) }
    }

    /// Nil for what isn't an array of one dimension, or whose elements aren't of the type.
    static func decode<Element: PostgresScalar>(_ bytes: UnsafeRawBufferPointer) -> [Element?]? {
        var rest = bytes[...]
        guard let dimensions = take(&rest), take(&rest) != nil, let type = take(&rest) else { return nil }
        guard dimensions != 0 else { return [] }
        guard dimensions == 1, let count = take(&rest), count >= 0, take(&rest) != nil else { return nil }
        var elements: [Element?] = []
        for _ in 0..<count {
            guard let length = take(&rest) else { return nil }
            guard length >= 0 else {
                elements.append(nil)
                continue
            }
            let value = UnsafeRawBufferPointer(rebasing: rest.prefix(Int(length)))
            guard value.count == length,
                let element = Element.decode(value, of: PostgresType(rawValue: UInt32(bitPattern: type)))
            else { return nil }
            rest = rest.dropFirst(Int(length))
            elements.append(element)
        }
        return elements
    }

    private static func take(_ rest: inout Slice<UnsafeRawBufferPointer>) -> Int32? {
        guard rest.count >= 4 else { return nil }
        defer { rest = rest.dropFirst(4) }
        return Int32(bigEndianBytes: UnsafeRawBufferPointer(rebasing: rest.prefix(4)))
    }
}
