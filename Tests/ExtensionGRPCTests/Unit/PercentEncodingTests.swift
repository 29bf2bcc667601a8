import Testing

@testable import ExtensionGRPC

struct PercentEncodingTests {
    @Test(arguments: [
        ("", ""), ("plain text, 42!", "plain text, 42!"), ("100%", "100%25"), ("Zugriff für Ä", "Zugriff f%C3%BCr %C3%84"),
        ("a\r\nb", "a%0D%0Ab"), ("🐸", "%F0%9F%90%B8"), ("~\u{7F}", "~%7F"),
    ])
    func textIsWrittenAsPrintableASCII(_ text: String, _ encoded: String) {
        #expect(String(decoding: PercentEncoding.encode(text), as: UTF8.self) == encoded)
        #expect(PercentEncoding.decode(Array(encoded.utf8)) == text)
    }

    @Test(arguments: [
        ("100%", "100%"), ("%", "%"), ("%4", "%4"), ("%zz%41", "%zzA"), ("%c3%bc", "ü"), ("%C3", "\u{FFFD}"), ("%%41", "%A"),
    ])
    func whatIsNoEscapeStaysAsItIs(_ encoded: String, _ text: String) {
        #expect(PercentEncoding.decode(Array(encoded.utf8)) == text)
    }

    @Test func everyScalarComesBack() {
        for value in stride(from: UInt32(0), to: 0x11_0000, by: 7) {
            guard let scalar = Unicode.Scalar(value) else { continue }
            let encoded = PercentEncoding.encode(String(scalar))
            #expect(encoded.allSatisfy { (0x20...0x7E).contains($0) })
            #expect(PercentEncoding.decode(encoded).unicodeScalars.elementsEqual([scalar]))
        }
    }
}
