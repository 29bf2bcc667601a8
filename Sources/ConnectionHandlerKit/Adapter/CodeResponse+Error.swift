package import ExtensionProtocol

extension CodeResponse {
    /// Nil for success. What EMQX says in other words than the documented ones reads as these.
    package var error: AdapterError? {
        switch code {
        case .success: nil
        case .connectionProcessNotAlive: AdapterError(.connectionNotAlive, text)
        case .requiredParametersMissed: AdapterError(.parameterMissing, text)
        case .parametersTypeError: AdapterError(.parameterInvalid, text)
        case .permissionDenied: AdapterError(.permissionDenied, text)
        case .unknown: unknownError
        case .unrecognized(let number): AdapterError(.unknown, "code \(number): \(text)", wasNotDone: false)
        }
    }

    /// EMQX has no code for most errors, but an Erlang term.
    private var unknownError: AdapterError {
        if message.contains("PARAMS_TYPE_ERROR") { return AdapterError(.parameterInvalid, text) }
        if message == "{error,unexpected_call}" { return AdapterError(.permissionDenied, "the device isn't authenticated") }
        // The connection's process ended while it had the call.
        if message.hasPrefix("{'EXIT',") { return AdapterError(.connectionNotAlive, text, wasNotDone: false) }
        return AdapterError(.unknown, text, wasNotDone: false)
    }

    /// Without the quotation marks of an Erlang binary: `<<"Authorization deny">>`.
    private var text: String {
        guard message.hasPrefix("<<\""), message.hasSuffix("\">>"), message.count >= 6 else { return message }
        return String(message.dropFirst(3).dropLast(3))
    }
}
