import ExtensionTestKit
import HookProviderKit
import Logging

/// A server of closures that logs nowhere unless it is told.
func server(
    logger: Logger = Logger(label: "test") { _ in SwiftLogNoOpLogHandler() },
    configure: (inout HookProviderConfiguration) -> Void = { _ in },
    _ register: (inout HookTable) -> Void
) -> HookProviderServer {
    var configuration = HookProviderConfiguration()
    configuration.eventLoops = 2
    configure(&configuration)
    return HookProviderServer(configuration: configuration, logger: logger, register)
}

/// Something that a handler throws.
struct Surprise: Error, CustomStringConvertible {
    var description: String { "password=geheim" }
}

extension ClientInfo {
    static let someone = ClientInfo(clientID: "c1", username: "demo", password: "secret")
}
