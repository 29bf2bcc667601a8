import ExtensionProtocol

// The answers of the ConnectionAdapter: documented codes, and EMQX's words where it has some (`emqx_exproto_gsvr`, 5.x).
extension CodeResponse {
    static let success = CodeResponse(code: .success)

    static let invalidConnection = CodeResponse(code: .parametersTypeError, message: #"<<"The conn type error">>"#)
    static let notAlive = CodeResponse(code: .connectionProcessNotAlive, message: #"<<"Connection process is not alive">>"#)
    static let notAnswered = CodeResponse(code: .unknown, message: #"<<"Not answered in time">>"#)
    static let backlogFull = CodeResponse(code: .unknown, message: #"<<"The device doesn't take what is sent to it">>"#)

    static let socketDisconnected = CodeResponse(code: .permissionDenied, message: #"<<"Client socket disconnected">>"#)
    static let duplicateAuthentication = CodeResponse(code: .permissionDenied, message: #"<<"Duplicated authenticate command">>"#)
    static let notAuthenticated = CodeResponse(code: .permissionDenied, message: #"<<"The client isn't authenticated">>"#)

    static func missing(_ parameter: String) -> CodeResponse {
        CodeResponse(code: .requiredParametersMissed, message: "\(parameter) is missing".erlangBinary)
    }

    static func invalid(_ parameter: String) -> CodeResponse {
        CodeResponse(code: .parametersTypeError, message: "\(parameter) isn't valid".erlangBinary)
    }

    init(_ refusal: BrokerRefusal) { self.init(code: .permissionDenied, message: refusal.reason) }
}
