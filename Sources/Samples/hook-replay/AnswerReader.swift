import ExtensionGRPC
import ExtensionProtocol

/// Says in a word what a provider answered.
struct AnswerReader: Sendable {
    /// Within exhook v1 it depends on the broker's version, which it tells with OnProviderLoaded.
    private let numbering: ResponseNumbering

    init(loading call: Recording.Call?) throws {
        let loaded = try call.map { call in
            try call.request.withUnsafeBytes { try ProviderLoaded.decode($0, version: call.version).event }
        }
        numbering = loaded.flatMap { BrokerVersion($0.broker.version) }?.responseNumbering ?? .continueFirst
    }

    /// Empty for an acknowledgement. Throws INTERNAL for what can't be read.
    func answer(_ message: [UInt8], to call: Recording.Call) throws(RPCError) -> String {
        do throws(WireError) {
            switch call.method {
            case .providerLoaded: return "\(try LoadedResponse(decoding: message, version: call.version).hooks.count) hooks"
            case .hook(let hook) where hook.isDecision: return word(for: try ValuedResponse(decoding: message, version: call.version))
            case .hook, .providerUnloaded: return ""
            }
        } catch {
            throw RPCError(.internalError, "the answer can't be read: \(error)")
        }
    }

    /// The hooks in the answer to OnProviderLoaded; nil for any other call.
    func registeredHooks(_ message: [UInt8], of call: Recording.Call) -> Set<HookProviderMethod>? {
        guard call.method == .providerLoaded,
            let response = try? LoadedResponse(decoding: message, version: call.version)
        else { return nil }
        return Set(response.hooks.compactMap { Hook(name: $0.name, version: call.version) }.map { .hook($0) })
    }

    /// EMQX takes an answer without a value for "ignore", whatever its type.
    private func word(for response: ValuedResponse) -> String {
        guard let action = numbering.action(for: response.type), action != .ignore, let value = response.value else { return "ignore" }
        return switch value {
        case .bool(let isAllowed): isAllowed ? "allow" : "deny"
        case .message(let message): message.allowsPublish ? "message" : "drop"
        }
    }
}

extension WireMessage {
    fileprivate init(decoding message: [UInt8], version: ExHookVersion) throws(WireError) {
        self = try message.withUnsafeBufferPointer { (bytes) throws(WireError) in
            try Self(decoding: UnsafeRawBufferPointer(bytes), version: version)
        }
    }
}
