import ExtensionProtocol
import Testing

struct OracleSchemaTests {
    @Test func methodTablesAreThoseOfTheProtos() {
        let hooks = ExHookVersion.allCases.flatMap { version in HookProviderMethod.allCases.map { $0.path(in: version) } }
        let adapter = ConnectionAdapterMethod.allCases.map(\.path)
        let handlers = ConnectionHandlerService.allCases.flatMap { service in
            ConnectionHandlerMethod.allCases.map { $0.path(in: service) }
        }
        #expect(OracleSchema.emqx.methods.map(\.path) == hooks + adapter + handlers)
    }

    @Test func everyRequestAndResponseHasASubject() {
        let needed = Set(OracleSchema.emqx.methods.flatMap { [$0.request, $0.response] })
        #expect(Set(OracleSubject.all.map(\.name)) == needed)
    }
}
