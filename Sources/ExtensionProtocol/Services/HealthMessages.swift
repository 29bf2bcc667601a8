/// Asks for the health of a service (grpc.health.v1).
package struct HealthCheckRequest: WireMessage, Hashable {
    /// A full service name; empty asks for the server as a whole.
    package var service = ""

    package init() {}

    package init(service: String) { self.service = service }

    package mutating func merge(from reader: inout WireReader) throws(WireError) {
        while let tag = try reader.nextTag() {
            switch tag {
            case .bytes(1): service = try reader.string()
            default: try reader.skip(tag)
            }
        }
    }

    package func encode(to writer: inout WireWriter) { writer.string(1, service) }
}

/// Tells the health of a service.
package struct HealthCheckResponse: WireMessage, Hashable {
    package enum ServingStatus: Int32, Sendable {
        case unknown = 0
        case serving = 1
        case notServing = 2
        /// Only from Watch: the server doesn't know the service.
        case serviceUnknown = 3
    }

    package var status = ServingStatus.unknown

    package init() {}

    package init(status: ServingStatus) { self.status = status }

    package mutating func merge(from reader: inout WireReader) throws(WireError) {
        while let tag = try reader.nextTag() {
            switch tag {
            case .varint(1): status = ServingStatus(rawValue: try reader.int32()) ?? .unknown
            default: try reader.skip(tag)
            }
        }
    }

    package func encode(to writer: inout WireWriter) { writer.int32(1, status.rawValue) }
}
