import Foundation
import PostgresPeer
import Testing

/// A database of a test's own: notifications stay within it.
struct TestDatabase {
    let cluster: PrivateCluster
    let name: String

    var url: String { url(user: nil) }

    /// For a role that has the administrator's password.
    func url(user: String?) -> String {
        var components = URLComponents(url: cluster.url, resolvingAgainstBaseURL: false)
        components?.path = "/\(name)"
        if let user { components?.user = user }
        return components?.string ?? ""
    }

    @discardableResult
    func psql(_ sql: String) async throws -> String {
        try await Command.run(
            "psql",
            [url, "--no-psqlrc", "--quiet", "--no-align", "--tuples-only", "--set=ON_ERROR_STOP=1", "--command", sql]
        )
    }
}

/// A database for the length of `body`, on the tests' shared server unless another is given.
func withDatabase<Result>(on cluster: PrivateCluster? = nil, _ body: (TestDatabase) async throws -> Result) async throws -> Result {
    let server: PrivateCluster
    if let cluster { server = cluster } else { server = try await PrivateCluster.shared.value }
    let database = TestDatabase(cluster: server, name: "test\(UInt64.random(in: 0 ... .max))")
    try await server.psql("CREATE DATABASE \(database.name)")
    let result = try await body(database)
    try await server.psql("DROP DATABASE \(database.name) WITH (FORCE)")
    return result
}
