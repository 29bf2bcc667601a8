import Foundation
import Testing

@testable import ExtensionGRPC

struct Base64Tests {
    /// Foundation knows base64 too.
    @Test(arguments: 0...48)
    func bytesAgreeWithFoundation(_ count: Int) {
        let bytes = (0..<count).map { UInt8(truncatingIfNeeded: $0 &* 167 &+ 13) }
        let text = Data(bytes).base64EncodedString()
        #expect(String(decoding: Base64.encode(bytes), as: UTF8.self) == text)
        #expect(Base64.decode(Array(text.utf8)) == bytes)
        #expect(Base64.decode(Array(text.utf8.filter { $0 != UInt8(ascii: "=") })) == bytes, "without padding")
    }

    @Test(arguments: ["A", "AAAAA", "AA*A", "AA A", "ü", "-_-_"])
    func whatIsNotBase64IsNil(_ text: String) {
        #expect(Base64.decode(Array(text.utf8)) == nil)
    }
}
