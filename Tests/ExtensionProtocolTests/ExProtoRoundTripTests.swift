import ExtensionProtocol
import Testing

@Suite("ExProto's messages survive the wire")
struct ExProtoRoundTripTests {
    private func expectRoundTrip<Value: WireMessage & Equatable>(_ make: (inout RandomValues) -> Value) throws {
        for seed in 0..<100 as Range<UInt64> {
            var values = RandomValues(seed: seed)
            let value = make(&values)
            #expect(try Value(decoding: value.encoded()) == value, "seed \(seed)")
        }
    }

    @Test func adapter() throws {
        try expectRoundTrip { SendBytesRequest(connection: $0.text(), bytes: $0.bytes()) }
        try expectRoundTrip { CloseSocketRequest(connection: $0.text()) }
        try expectRoundTrip {
            AuthenticateRequest(
                connection: $0.text(),
                client: ClientIdentity(
                    protocolName: $0.text(),
                    protocolVersion: $0.text(),
                    clientID: $0.text(),
                    username: $0.text(),
                    mountpoint: $0.text()
                ),
                password: $0.text()
            )
        }
        try expectRoundTrip { TimerRequest(connection: $0.text(), type: Int32(truncatingIfNeeded: $0.number()), interval: $0.number()) }
        try expectRoundTrip { PublishRequest(connection: $0.text(), topic: $0.text(), qos: $0.qos(), payload: $0.bytes()) }
        try expectRoundTrip { SubscribeRequest(connection: $0.text(), topic: $0.text(), qos: $0.qos()) }
        try expectRoundTrip { UnsubscribeRequest(connection: $0.text(), topic: $0.text()) }
        try expectRoundTrip { RawPublishRequest(topic: $0.text(), qos: $0.qos(), payload: $0.bytes()) }
        try expectRoundTrip { CodeResponse(code: AdapterResultCode(wireValue: Int32(truncatingIfNeeded: $0.number())), message: $0.text()) }
    }

    @Test func handler() throws {
        try expectRoundTrip {
            SocketCreatedRequest(
                connection: $0.text(),
                socket: SocketInfo(
                    type: SocketType(wireValue: Int32(truncatingIfNeeded: $0.number())),
                    peer: Endpoint(host: $0.text(), port: $0.number()),
                    local: Endpoint(host: $0.text(), port: $0.number()),
                    peerCertificate: $0.bool() ? PeerCertificate(commonName: $0.text(), distinguishedName: $0.text()) : nil
                )
            )
        }
        try expectRoundTrip { SocketClosedRequest(connection: $0.text(), reason: $0.text()) }
        try expectRoundTrip { ReceivedBytesRequest(connection: $0.text(), bytes: $0.bytes()) }
        try expectRoundTrip { TimerTimeoutRequest(connection: $0.text(), type: Int32(truncatingIfNeeded: $0.number())) }
        try expectRoundTrip {
            ReceivedMessagesRequest(
                connection: $0.text(),
                messages: $0.array {
                    var message = $0.message()
                    message.headers = [:]
                    return message
                }
            )
        }
    }

    @Test func headersStayOutOfExProto() throws {
        let message = Message(topic: "t", headers: ["username": "alice"])
        let request = ReceivedMessagesRequest(connection: "c", messages: [message])
        #expect(request.encoded() == ReceivedMessagesRequest(connection: "c", messages: [Message(topic: "t")]).encoded())
        #expect(try ReceivedMessagesRequest(decoding: request.encoded()).messages == [Message(topic: "t")])
        let foreign = SendBytesRequest(connection: "c", bytes: message.encoded()).encoded()
        #expect(try ReceivedMessagesRequest(decoding: foreign).messages == [Message(topic: "t")])
    }

    /// What stands in the place of ExHook's headers is a field that ExProto doesn't know: it needn't be headers.
    @Test func aFieldInTheHeadersPlaceIsUnknown() throws {
        // messages { 8: bytes that aren't a message }
        let request = try ReceivedMessagesRequest(decoding: [0x12, 3, 0x42, 1, 0x07])
        #expect(request.messages.count == 1)
    }

    @Test func numbersOfEnumerations() {
        for value in -1...10 as ClosedRange<Int32> {
            #expect(AdapterResultCode(wireValue: value).wireValue == value)
            #expect(SocketType(wireValue: value).wireValue == value)
            #expect(AuthorizationAction(wireValue: value).wireValue == value)
        }
        #expect(AdapterResultCode(wireValue: 5) == .permissionDenied)
        #expect(AdapterResultCode(wireValue: 6) == .unrecognized(6))
        #expect(SocketType(wireValue: 3) == .dtls)
        #expect(SocketType(wireValue: 4) == .unrecognized(4))
        #expect(AuthorizationAction(wireValue: 1) == .subscribe)
    }

    @Test func splitPeerCertificateIsMerged() throws {
        let socket = try SocketInfo(decoding: [0x22, 3, 0x0a, 1, 97, 0x22, 3, 0x12, 1, 98])
        #expect(socket.peerCertificate == PeerCertificate(commonName: "a", distinguishedName: "b"))
        #expect(try SocketInfo(decoding: [0x22, 0]).peerCertificate == PeerCertificate(commonName: ""))
    }
}
