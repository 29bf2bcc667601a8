import ExtensionGRPC
import ExtensionProtocol

/// Why a device's connection ended.
enum CloseReason: Sendable, Hashable {
    /// The device closed it.
    case closedByPeer(isTLS: Bool)
    /// The socket failed; EMQX's word for it, such as `econnreset`.
    case socketError(String)
    /// By the rpc Close.
    case normal
    case idleTimeout
    case keepaliveTimeout
    /// The device doesn't take what is sent to it.
    case sendTimeout
    case kicked
    /// Another device came with its client identifier.
    case discarded
    /// The broker allowed it for so long only.
    case expired
    case callbackFailed(ConnectionHandlerMethod, RPCStatus)
    /// The gateway ends.
    case shutdown
}

extension CloseReason: CustomStringConvertible {
    /// The Erlang term that EMQX sends with OnSocketClosed (`emqx_exproto_channel`, 5.x).
    var description: String {
        switch self {
        case .closedByPeer(let isTLS): isTLS ? "{shutdown,ssl_closed}" : "{shutdown,tcp_closed}"
        case .socketError(let name): "{shutdown,\(name)}"
        case .normal: "{shutdown,normal}"
        case .idleTimeout: "{shutdown,idle_timeout}"
        case .keepaliveTimeout: "{shutdown,keepalive_timeout}"
        case .sendTimeout: "{shutdown,timeout}"
        case .kicked: "{shutdown,kicked}"
        case .discarded: "{shutdown,discarded}"
        case .expired: "{shutdown,expired}"
        case .callbackFailed(let method, let status):
            "{shutdown,{error,{\(method.rawValue.snakeCase),{\("\(status.code)".snakeCase),\(status.message.erlangBinary)}}}}"
        case .shutdown: "shutdown"
        }
    }

    init(_ end: SessionEnd) {
        switch end {
        case .kicked: self = .kicked
        case .discarded: self = .discarded
        }
    }
}

extension String {
    /// `on_received_bytes` of `OnReceivedBytes`.
    fileprivate var snakeCase: String {
        var result = ""
        for character in self {
            if character.isUppercase, !result.isEmpty { result.append("_") }
            result += character.lowercased()
        }
        return result
    }

    /// `<<"text">>`, as Erlang prints a binary.
    var erlangBinary: String {
        let escaped = flatMap { $0 == "\"" || $0 == "\\" ? ["\\", $0] : [$0] }
        return "<<\"\(String(escaped))\">>"
    }
}
