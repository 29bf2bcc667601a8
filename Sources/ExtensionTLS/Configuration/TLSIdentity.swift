/// A certificate and its private key, in PEM files, which are read when TLS starts and at every reload.
public struct TLSIdentity: Sendable {
    /// The certificate, followed by the intermediate ones up to the root, which may be left out. EMQX's `certfile`.
    public var certificateChainFile: String
    /// The private key of the first certificate. It may be encrypted. EMQX's `keyfile`.
    public var privateKeyFile: String
    /// Gives the passphrase of an encrypted key whenever the key is read; nil for a key in the clear. EMQX's `password`.
    public var passphrase: (@Sendable () -> String)?

    /// An identity whose passphrase is asked for when the key is read.
    public init(certificateChainFile: String, privateKeyFile: String, passphrase: (@Sendable () -> String)? = nil) {
        self.certificateChainFile = certificateChainFile
        self.privateKeyFile = privateKeyFile
        self.passphrase = passphrase
    }

    /// An identity whose key is encrypted with a fixed passphrase.
    public init(certificateChainFile: String, privateKeyFile: String, passphrase: String) {
        self.init(certificateChainFile: certificateChainFile, privateKeyFile: privateKeyFile) { passphrase }
    }
}
