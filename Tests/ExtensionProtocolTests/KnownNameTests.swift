import Testing

@testable import ExtensionProtocol

struct KnownNameTests {
    private static let names = [
        "username", "protocol", "peerhost", "allow_publish", "Topic-Alias", "Content-Type", "Response-Topic", "Correlation-Data",
        "Message-Expiry-Interval", "Subscription-Identifier", "Payload-Format-Indicator",
    ]

    @Test(arguments: names)
    func aKnownNameIsFound(_ name: String) { #expect(find(Array(name.utf8)) == name) }

    /// One byte that differs, wherever it is, makes it another name.
    @Test(arguments: names)
    func aNameThatDiffersInOneByteIsNotKnown(_ name: String) {
        for index in 0..<name.utf8.count {
            var bytes = Array(name.utf8)
            bytes[index] ^= 1
            #expect(find(bytes) == nil)
        }
    }

    @Test(arguments: ["", "u", "usernam", "usernames", "Content-type"])
    func anyOtherNameIsNotKnown(_ name: String) { #expect(find(Array(name.utf8)) == nil) }

    private func find(_ bytes: [UInt8]) -> String? { bytes.withUnsafeBufferPointer { KnownName.find($0) } }
}
