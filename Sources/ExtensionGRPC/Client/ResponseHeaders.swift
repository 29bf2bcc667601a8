/// A header block of a response: the first one, the trailers, or both in one.
struct ResponseHeaders {
    private(set) var httpStatus: Int?
    private(set) var isGRPC = false
    private(set) var isGzip = false
    private(set) var metadata = RPCMetadata()
    private var statusCode: RPCStatus.Code?
    private var statusMessage = ""

    /// 1xx: another block follows before the response begins.
    var isInformational: Bool { httpStatus.map { $0 / 100 == 1 } ?? false }

    /// The status of the call; nil where the block has none.
    var status: RPCStatus? {
        statusCode.map { RPCStatus($0, statusMessage) }
    }

    mutating func receive(name: UnsafeBufferPointer<UInt8>, value: UnsafeBufferPointer<UInt8>) {
        switch name.count {
        case 7 where name.equals(":status"): httpStatus = Int(String(decoding: value, as: UTF8.self))
        case 11 where name.equals("grpc-status"): statusCode = Self.code(value)
        case 12 where name.equals("grpc-message"): statusMessage = PercentEncoding.decode(value)
        case 12 where name.equals("content-type"): isGRPC = value.starts(with: "application/grpc")
        case 13 where name.equals("grpc-encoding"): isGzip = value.equals("gzip")
        case 20 where name.equals("grpc-accept-encoding"): break
        default: metadata.appendField(name: name, value: value)
        }
    }

    /// A code that gRPC doesn't know counts as UNKNOWN.
    private static func code(_ text: UnsafeBufferPointer<UInt8>) -> RPCStatus.Code {
        Int(String(decoding: text, as: UTF8.self)).flatMap(RPCStatus.Code.init) ?? .unknown
    }
}
