import ExtensionGRPC
import ExtensionProtocol
import Testing

@testable import ConnectionHandlerKit

/// What gateways say, documented or not, and what it reads as.
struct AdapterErrorTests {
    /// EMQX's real answers: code, message, and the documented case.
    private static let answers: [(AdapterResultCode, String, AdapterError.Code, String)] = [
        (.unknown, "{error,'PARAMS_TYPE_ERROR'}", .parameterInvalid, "{error,'PARAMS_TYPE_ERROR'}"),
        (
            .unknown, "{error,'PARAMS_TYPE_ERROR',<<\"The conn type error\">>}", .parameterInvalid,
            "{error,'PARAMS_TYPE_ERROR',<<\"The conn type error\">>}"
        ),
        (.parametersTypeError, "", .parameterInvalid, ""),
        (.connectionProcessNotAlive, "<<\"Connection process is not alive\">>", .connectionNotAlive, "Connection process is not alive"),
        (
            .unknown, "{'EXIT',{{shutdown,discarded},{gen_server,call,[<0.478.0>,{subscribe,<<\"t\">>,1},infinity]}}}", .connectionNotAlive,
            "{'EXIT',{{shutdown,discarded},{gen_server,call,[<0.478.0>,{subscribe,<<\"t\">>,1},infinity]}}}"
        ),
        (.requiredParametersMissed, "", .parameterMissing, ""),
        (.permissionDenied, "<<\"Duplicated authenticate command\">>", .permissionDenied, "Duplicated authenticate command"),
        (.permissionDenied, "client_id_unavailable", .permissionDenied, "client_id_unavailable"),
        (.unknown, "{error,unexpected_call}", .permissionDenied, "the device isn't authenticated"),
        (.unknown, "<<\"Unknown crashes\">>", .unknown, "Unknown crashes"),
        (.unrecognized(17), "new", .unknown, "code 17: new"),
    ]

    @Test(arguments: answers)
    func realAnswersReadAsTheDocumentedOnes(_ code: AdapterResultCode, _ message: String, _ expected: AdapterError.Code, _ text: String) {
        let error = CodeResponse(code: code, message: message).error
        #expect(error?.code == expected)
        #expect(error?.message == text)
    }

    @Test func successIsNoError() { #expect(CodeResponse().error == nil) }

    @Test(arguments: [
        (RPCStatus.Code.unavailable, AdapterError.Code.unavailable), (.deadlineExceeded, .deadlineExceeded), (.notFound, .unsupported),
        (.unimplemented, .unsupported), (.internalError, .unknown), (.cancelled, .cancelled),
    ])
    func callsWithoutAnAnswer(_ status: RPCStatus.Code, _ expected: AdapterError.Code) {
        let error = AdapterError(RPCError(status, "text"))
        #expect(error.code == expected)
        #expect(error.description.contains("text"))
    }

    @Test(arguments: [
        ("1.2.3.4:5", "1.2.3.4"), ("[::1]:5", "::1"), ("[::ffff:10.0.0.1]:50000", "::ffff:10.0.0.1"), ("unix:", nil), ("unix:/a:1", nil),
        ("unknown", nil),
    ])
    func theHostOfACaller(_ peer: String, _ host: String?) { #expect(GatewayDirectory.host(of: peer) == host) }

    @Test(arguments: [
        ("{shutdown,tcp_closed}", CloseReason.Kind.closedByDevice), ("{shutdown,ssl_closed}", .closedByDevice),
        ("{shutdown,normal}", .closedByHandler), ("{shutdown,keepalive_timeout}", .keepaliveTimeout),
        ("{shutdown,idle_timeout}", .idleTimeout), ("{shutdown,kicked}", .kicked), ("{shutdown,discarded}", .discarded),
        ("{shutdown,expired}", .expired),
        ("{shutdown,{error,{on_received_bytes,unavailable}}}", .handlerFailed), ("{shutdown,econnreset}", .other), ("", .other),
        ("{shutdown,", .other), ("normal", .closedByHandler),
    ])
    func reasonsOfAClose(_ text: String, _ kind: CloseReason.Kind) {
        #expect(CloseReason(gateway: text).kind == kind)
        #expect(CloseReason(gateway: text).description == text)
    }
}
