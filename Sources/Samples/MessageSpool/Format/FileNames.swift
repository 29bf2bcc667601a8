/// How the files of a spool are called.
enum FileNames {
    static let checkpoint = "checkpoint"
    static let newCheckpoint = "checkpoint.new"
    static let lock = "lock"
    private static let segmentSuffix = ".segment"
    private static let damagedSuffix = ".damaged"
    private static let digits = 16

    static func segment(_ sequence: UInt64) -> String { stem(sequence) + segmentSuffix }
    static func damaged(_ sequence: UInt64) -> String { stem(sequence) + damagedSuffix }

    /// The sequence number in a segment's name.
    static func segmentSequence(_ name: String) -> UInt64? { sequence(name, segmentSuffix) }
    /// The sequence number in the name of a segment that was set aside.
    static func damagedSequence(_ name: String) -> UInt64? { sequence(name, damagedSuffix) }

    private static func stem(_ sequence: UInt64) -> String {
        let number = String(sequence, radix: 16)
        return String(repeating: "0", count: digits - number.count) + number
    }

    private static func sequence(_ name: String, _ suffix: String) -> UInt64? {
        guard name.hasSuffix(suffix), name.utf8.count == digits + suffix.utf8.count else { return nil }
        return UInt64(name.dropLast(suffix.count), radix: 16)
    }
}
