/// What a program does with a server of either kit.
package protocol RunnableServer: Sendable {
    func start() async throws -> [ServiceAddress]
    func shutDown() async
    /// Reads certificates and keys again, and logs what came of it.
    func reloadCertificatesOrWarn()
}
