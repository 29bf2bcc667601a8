import CExtensionOpenSSL

/// The queue in which OpenSSL leaves, per thread, what went wrong.
enum OpenSSLErrors {
    /// To be called before anything whose errors are looked at.
    static func clear() { ERR_clear_error() }

    /// What went wrong first, which is the cause; the rest is forgotten.
    static func take() -> OpenSSLError? {
        let code = ERR_get_error()
        ERR_clear_error()
        return code == 0 ? nil : OpenSSLError(code: code)
    }

    /// What went wrong first, in words.
    static func takeReason() -> String { take()?.reason ?? "for an unknown reason" }
}

struct OpenSSLError {
    let code: UInt

    /// The library's and the system's reasons have numbers of their own: this is for a comparison with `SSL_R_…` and `SSL_AD_…` alone.
    var tlsReason: Int32? { ERR_GET_LIB(code) == ERR_LIB_SSL ? ERR_GET_REASON(code) : nil }

    /// OpenSSL's own sentence, or the system's.
    var reason: String {
        let text = withUnsafeTemporaryAllocation(of: CChar.self, capacity: 256) { buffer in
            ERR_error_string_n(code, buffer.baseAddress, buffer.count)
            return buffer.baseAddress.map { String(cString: $0) } ?? ""
        }
        // error:<code>:<library>:<function>:<reason>
        return text.split(separator: ":", maxSplits: 4).last.map(String.init) ?? text
    }
}
