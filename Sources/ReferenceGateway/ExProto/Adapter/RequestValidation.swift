import ExtensionProtocol

// What a request says that can't be done, whoever asks; nil where nothing is wrong.

extension ClientIdentity {
    var problem: CodeResponse? {
        if protocolName.isEmpty { return .missing("proto_name") }
        if protocolVersion.isEmpty { return .missing("proto_ver") }
        if clientID.isEmpty { return .missing("clientid") }
        return clientID.utf8.count > 65_535 || clientID.utf8.contains(0) ? .invalid("clientid") : nil
    }
}

extension TimerRequest {
    var problem: CodeResponse? {
        if type != 0 { return .invalid("type") }
        return interval == 0 ? .invalid("interval") : nil
    }
}

extension PublishRequest {
    var problem: CodeResponse? { topicProblem(topic) ?? qosProblem(qos) }
}

extension RawPublishRequest {
    var problem: CodeResponse? { topicProblem(topic) ?? qosProblem(qos) }
}

extension SubscribeRequest {
    var problem: CodeResponse? { filterProblem(topic) ?? qosProblem(qos) }
}

extension UnsubscribeRequest {
    var problem: CodeResponse? { filterProblem(topic) }
}

private func qosProblem(_ qos: QoS) -> CodeResponse? { qos.isValid ? nil : .invalid("qos") }

private func filterProblem(_ text: String) -> CodeResponse? {
    guard !text.isEmpty else { return .missing("topic") }
    return TopicFilter(text).isValid && text.hasFewLevels ? nil : .invalid("topic")
}

/// A topic name has no wildcards (MQTT 5 section 3.3.2.1).
private func topicProblem(_ topic: String) -> CodeResponse? {
    guard !topic.isEmpty else { return .missing("topic") }
    return topic.isPartOfTopic && topic.utf8.count <= 65_535 ? nil : .invalid("topic")
}

extension String {
    /// Whether a topic name may have this in it: no wildcards, no null character, and not too many levels.
    var isPartOfTopic: Bool {
        !utf8.contains { $0 == UInt8(ascii: "+") || $0 == UInt8(ascii: "#") || $0 == 0 } && hasFewLevels
    }

    /// At most 128, as by EMQX's default `mqtt.max_topic_levels`: brokers walk down level by level.
    fileprivate var hasFewLevels: Bool { utf8.count { $0 == UInt8(ascii: "/") } < 128 }
}
