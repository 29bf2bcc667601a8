import RawHTTP2
import Testing

@testable import ExtensionGRPC

struct ProtocolSnifferTests {
    private static let others: [(String, [UInt8])] = [
        ("TLS", [0x16, 3, 1, 2, 0, 1]),
        ("MQTT", [0x10, 0x1E, 0, 4] + Array("MQTT".utf8)),
        ("HTTP/1", Array("GET / HTTP/1.1\r\nHost: a\r\n\r\n".utf8)),
        ("HTTP/1", Array("POST /emqx HTTP/1.1\r\n".utf8)),
        ("HTTP/1", Array("PUT / HTTP/1.1\r\n".utf8)),
        ("PROXY", Array("PROXY TCP4 10.0.0.1 10.0.0.2 1 2\r\n".utf8)),
        ("unknown", [0, 1, 2, 3]),
        ("unknown", Array("PRI * HTTP/2.0\r\n\r\nSM\r\n\r!".utf8)),
    ]

    @Test(arguments: others)
    func whatIsNotHTTP2IsNamed(_ name: String, _ bytes: [UInt8]) {
        var sniffer = ProtocolSniffer()
        guard case .other(let said) = sniffer.receive(bytes) else {
            Issue.record("\(name) isn't recognized")
            return
        }
        #expect(said.contains(name))
    }

    @Test(arguments: 1..<RawClient.preface.count)
    func thePrefaceMayComeInPieces(_ cut: Int) {
        var sniffer = ProtocolSniffer()
        let first = sniffer.receive(Array(RawClient.preface[..<cut]))
        let second = sniffer.receive(Array(RawClient.preface[cut...]) + [0, 0, 0, 4])
        #expect([first, second] == [.needsMore, .http2])
    }

    @Test func aWrongByteLateInThePrefaceIsSeen() {
        var sniffer = ProtocolSniffer()
        let first = sniffer.receive(Array("PRI * HTTP/2.0\r\n".utf8))
        let second = sniffer.receive(Array("Host: a\r\n".utf8))
        #expect([first, second] == [.needsMore, .other("an unknown protocol")])
    }
}

extension ProtocolSniffer {
    fileprivate mutating func receive(_ bytes: [UInt8]) -> Verdict { bytes.withUnsafeBytes { receive($0) } }
}
