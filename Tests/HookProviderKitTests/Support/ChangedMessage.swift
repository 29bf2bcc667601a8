import ExtensionProtocol

@testable import HookProviderKit

extension Message {
    /// What a provider sends back that has decided so about this message, written apart from the code under test.
    func changed(by decision: PublishDecision) -> Message {
        var copy = self
        switch decision.outcome {
        case .pass: break
        case .drop: copy.headers["allow_publish"] = "false"
        case .publish(let topic, let qos, let payload):
            if let topic { copy.topic = topic }
            if let qos { copy.qos = qos }
            if let payload { copy.payload = payload }
            copy.headers["allow_publish"] = "true"
        }
        return copy
    }
}
