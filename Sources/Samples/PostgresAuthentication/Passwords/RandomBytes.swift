/// Random bytes fit for salts: Swift's generator is the system's own.
func randomBytes(_ count: Int) -> [UInt8] {
    (0..<count).map { _ in UInt8.random(in: 0...255) }
}
