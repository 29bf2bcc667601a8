import ExtensionPostgres
import Foundation
import HookProviderKit
import Logging
import NIOConcurrencyHelpers
import PostgresAuthentication
import PostgresAuthenticator

// The authenticator of hook-auth-postgres beside a handler of OnMessagePublish, in one process with one event loop and one hashing thread.
// On SIGTERM it prints what was really done. Argument: `cached` or `uncached`.

struct Work: Codable {
    /// Calls of the handlers.
    var calls = 0
    var allowed = 0
    var hashes = 0
}

/// Counts the decisions of the authenticator.
struct Counting: ClientAuthenticateHook, ClientAuthorizeHook {
    let authenticator: PostgresAuthenticator
    let work: NIOLockedValueBox<Work>

    func configure(_ options: inout HookOptions) { authenticator.configure(&options) }

    func clientAuthenticate(_ request: ClientAuthenticate, context: HookContext) async throws -> AuthenticationDecision {
        let decision = try await authenticator.clientAuthenticate(request, context: context)
        count(isAllowed: decision == .allow)
        return decision
    }

    func clientAuthorize(_ request: ClientAuthorize, context: HookContext) async throws -> AuthorizationDecision {
        let decision = try await authenticator.clientAuthorize(request, context: context)
        count(isAllowed: decision == .allow)
        return decision
    }

    private func count(isAllowed: Bool) {
        work.withLockedValue { work in
            work.calls += 1
            if isAllowed { work.allowed += 1 }
        }
    }
}

struct Republish: MessagePublishHook {
    let messagePublishTopics: [TopicFilter] = ["#"]
    let work: NIOLockedValueBox<Work>

    func messagePublish(_ message: MessagePublish, context: HookContext) async throws -> PublishDecision {
        work.withLockedValue { $0.calls += 1 }
        return .publish()
    }
}

let logger = Logger(label: "auth-hooks") { StreamLogHandler.standardError(label: $0) }
let isCached = CommandLine.arguments.contains("cached")
let work = NIOLockedValueBox(Work())

var configuration = AuthenticatorConfiguration(.v5)
configuration.algorithm = .bcrypt(.hash, newCost: 4)
configuration.remembersVerifiedPasswords = isCached
if !isCached { configuration.cache.entries = 0 }

let address = ProcessInfo.processInfo.environment["DATABASE_URL"] ?? ""
let pool = PostgresPool(PostgresPoolConfiguration(try PostgresConnectionString(address)))
let authenticator = PostgresAuthenticator(configuration, pool: pool, logger: logger) { _ in work.withLockedValue { $0.hashes += 1 } }
var serverConfiguration = HookProviderConfiguration(host: "127.0.0.1", port: 0)
serverConfiguration.eventLoops = 1
let server = HookProviderServer(
    Counting(authenticator: authenticator, work: work),
    Republish(work: work),
    configuration: serverConfiguration,
    logger: logger
)

signal(SIGTERM, SIG_IGN)
let termination = DispatchSource.makeSignalSource(signal: SIGTERM)
termination.setEventHandler {
    FileHandle.standardOutput.write((try? JSONEncoder().encode(work.withLockedValue { $0 })) ?? Data())
    exit(EXIT_SUCCESS)
}
termination.activate()

for bound in try await server.start() {
    FileHandle.standardOutput.write(Data("listening 127.0.0.1:\(bound.port ?? 0)\n".utf8))
}
try await authenticator.run()
