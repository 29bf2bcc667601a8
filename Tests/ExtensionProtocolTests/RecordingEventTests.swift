import ExtensionProtocol
import RecordedTraffic
import Testing

/// Every recorded hook call, as the typed event that a provider gets.
struct RecordingEventTests {
    private static let recordings = Array(zip(Recording.all(of: .exhook), ExHookVersion.allCases))

    @Test(arguments: recordings)
    func eventsSayWhatWasRecorded(_ recording: Recording, _ version: ExHookVersion) throws {
        let methods = Dictionary(uniqueKeysWithValues: HookProviderMethod.allCases.map { ($0.path(in: version), $0) })
        for call in try recording.calls() {
            let method = try #require(methods[call.path])
            let request = try #require(call.requests.first)
            #expect(try EventFacts(method, request.bytes, version) == EventFacts(request.json), "\(call.path)")
        }
    }

    /// EMQX 4.4 leaves properties out of OnClientConnect.
    @Test(arguments: recordings.dropFirst())
    func userPropertiesAreLifted(_ recording: Recording, _ version: ExHookVersion) throws {
        let path = HookProviderMethod.hook(.clientConnect).path(in: version)
        let events = try recording.calls().filter { $0.path == path }.map { call in
            try call.requests[0].bytes.withUnsafeBytes { try ClientConnect.decode($0, version: version).event }
        }
        let lists = Set(events.map(\.userProperties)).subtracting([[]])
        #expect(lists == [[("site", "north"), ("site", "dup"), ("rack", "7")].map { Property(name: $0.0, value: $0.1) }])
        #expect(events.allSatisfy { event in !event.properties.contains { $0.name == "User-Property" } })
    }
}

/// What an event is about, in a few words that tell it from others.
private struct EventFacts: Equatable {
    /// The node that called.
    var node = ""
    var client = ""
    var topic = ""
    /// A reason, a result code, or the version of a broker that loads the provider.
    var word = ""
    var payloadSize = 0
}

extension EventFacts {
    init(_ json: JSONValue) {
        func text(_ path: String...) -> String? {
            path.reduce(json) { $0?[$1] }?.text
        }
        node = text("meta", "node") ?? ""
        client = text("clientinfo", "clientid") ?? text("conninfo", "clientid") ?? ""
        topic = text("topic") ?? text("message", "topic") ?? ""
        word = text("reason") ?? text("result_code") ?? text("broker", "version") ?? ""
        let base64 = text("message", "payload") ?? ""
        payloadSize = base64.utf8.count / 4 * 3 - base64.utf8.count { $0 == UInt8(ascii: "=") }
    }

    init(_ method: HookProviderMethod, _ bytes: [UInt8], _ version: ExHookVersion) throws {
        func read<Event: HookEvent>(_: Event.Type, _ facts: (Event) -> EventFacts) throws -> EventFacts {
            let (event, broker) = try bytes.withUnsafeBytes { try Event.decode($0, version: version) }
            var read = facts(event)
            read.node = broker.node
            return read
        }
        self =
            switch method {
            case .providerLoaded: try read(ProviderLoaded.self) { Self(word: $0.broker.version) }
            case .providerUnloaded: try read(ProviderUnloaded.self) { _ in Self() }
            case .hook(.clientConnect): try read(ClientConnect.self) { Self(client: $0.connection.clientID) }
            case .hook(.clientConnack): try read(ClientConnack.self) { Self(client: $0.connection.clientID, word: $0.resultCode) }
            case .hook(.clientConnected): try read(ClientConnected.self) { Self(client: $0.client.clientID) }
            case .hook(.clientDisconnected): try read(ClientDisconnected.self) { Self(client: $0.client.clientID, word: $0.reason) }
            case .hook(.clientAuthenticate): try read(ClientAuthenticate.self) { Self(client: $0.client.clientID) }
            case .hook(.clientAuthorize): try read(ClientAuthorize.self) { Self(client: $0.client.clientID, topic: $0.topic) }
            case .hook(.clientSubscribe): try read(ClientSubscribe.self) { Self(client: $0.client.clientID) }
            case .hook(.clientUnsubscribe): try read(ClientUnsubscribe.self) { Self(client: $0.client.clientID) }
            case .hook(.sessionCreated): try read(SessionCreated.self) { Self(client: $0.client.clientID) }
            case .hook(.sessionSubscribed): try read(SessionSubscribed.self) { Self(client: $0.client.clientID, topic: $0.topic) }
            case .hook(.sessionUnsubscribed): try read(SessionUnsubscribed.self) { Self(client: $0.client.clientID, topic: $0.topic) }
            case .hook(.sessionResumed): try read(SessionResumed.self) { Self(client: $0.client.clientID) }
            case .hook(.sessionDiscarded): try read(SessionDiscarded.self) { Self(client: $0.client.clientID) }
            case .hook(.sessionTakenOver): try read(SessionTakenOver.self) { Self(client: $0.client.clientID) }
            case .hook(.sessionTerminated): try read(SessionTerminated.self) { Self(client: $0.client.clientID, word: $0.reason) }
            case .hook(.messagePublish): try read(MessagePublish.self) { Self(message: $0.message) }
            case .hook(.messageDelivered): try read(MessageDelivered.self) { Self(client: $0.client, message: $0.message) }
            case .hook(.messageDropped): try read(MessageDropped.self) { Self(message: $0.message, word: $0.reason) }
            case .hook(.messageAcked): try read(MessageAcked.self) { Self(client: $0.client, message: $0.message) }
            }
    }

    private init(client: ClientInfo? = nil, message: Message, word: String = "") {
        self.init(client: client?.clientID ?? "", topic: message.topic, word: word, payloadSize: message.payload.count)
    }
}
