/// The parameters of one statement, in the arrays that libpq wants.
struct PostgresArguments: Sendable {
    /// The protocol counts parameters in 16 bits.
    private static let maximumCount = 65_535

    private(set) var types: [UInt32] = []
    private(set) var formats: [Int32] = []
    private(set) var lengths: [Int32] = []
    private var offsets: [Int?] = []
    private var bytes: [UInt8] = []

    var count: Int32 { Int32(types.count) }
    var byteCount: Int { bytes.count }

    /// No parameters.
    static let none = PostgresArguments()

    private init() {}

    init(_ parameters: [PostgresParameter]) throws(PostgresError) {
        guard parameters.count <= Self.maximumCount else { throw .invalidParameter("there are more than \(Self.maximumCount)") }
        for parameter in parameters { append(parameter) }
        bytes.append(0)
        if let index = parameters.firstIndex(where: \.isCutByLibPQ) {
            throw .invalidParameter("the text for $\(index + 1) holds a zero byte, which PostgreSQL can't store")
        }
    }

    private mutating func append(_ parameter: PostgresParameter) {
        types.append(parameter.type.rawValue)
        formats.append(parameter.format.rawValue)
        lengths.append(Int32(clamping: parameter.bytes?.count ?? 0))
        offsets.append(parameter.bytes.map { _ in bytes.count })
        bytes.append(contentsOf: parameter.bytes ?? [])
    }

    /// Where each value is, nil for NULL.
    func withValues<Result>(_ body: ([UnsafePointer<CChar>?]) -> Result) -> Result {
        // The last byte stands for nothing: without it, an empty value at the end would have no address, and be NULL.
        bytes.withUnsafeBytes { bytes in
            let start = bytes.baseAddress?.assumingMemoryBound(to: CChar.self)
            return body(offsets.map { offset in offset.flatMap { start?.advanced(by: $0) } })
        }
    }
}
