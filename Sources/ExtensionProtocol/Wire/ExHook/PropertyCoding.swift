extension Property: WireMessage {
    package mutating func merge(from reader: inout WireReader) throws(WireError) {
        while let tag = try reader.nextTag() {
            switch tag {
            case .bytes(1): name = try reader.name()
            case .bytes(2): value = try reader.string()
            default: try reader.skip(tag)
            }
        }
    }

    package func encode(to writer: inout WireWriter) {
        writer.string(1, name)
        writer.string(2, value)
    }

    /// The name of the one property in which exhook v1 and v2 carry all user properties.
    fileprivate static let userPropertyName = "User-Property"
}

extension WireReader {
    /// Reads one property, and lifts the user properties out of v1's and v2's `User-Property`. Text that isn't such a list
    /// stays a property.
    mutating func property(into properties: inout [Property], userProperties: inout [Property]) throws(WireError) {
        let property: Property = try element()
        if version < .v3, property.name == Property.userPropertyName, let lifted = ErlangPropertyList.parse(property.value) {
            userProperties += lifted
        } else {
            append(property, to: &properties)
        }
    }

    /// Reads one of v3's user properties.
    mutating func userProperty(into userProperties: inout [Property]) throws(WireError) {
        append(try element(), to: &userProperties)
    }

    private func append(_ property: Property, to properties: inout [Property]) {
        // A packet mostly has a few: one allocation takes them.
        if properties.isEmpty { properties.reserveCapacity(4) }
        properties.append(property)
    }
}

extension WireWriter {
    /// Writes the properties, in v1 and v2 with the user properties first among them, where EMQX 5.1 has them.
    mutating func properties(_ field: UInt32, _ properties: [Property], userProperties: [Property]) {
        if version < .v3, !userProperties.isEmpty {
            message(field, Property(name: Property.userPropertyName, value: ErlangPropertyList.format(userProperties)))
        }
        messages(field, properties)
    }

    /// Writes the user properties where they have a field of their own, from v3.
    mutating func userProperties(_ field: UInt32, _ userProperties: [Property]) {
        if version >= .v3 { messages(field, userProperties) }
    }
}
