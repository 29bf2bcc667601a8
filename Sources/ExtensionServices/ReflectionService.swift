package import ExtensionGRPC
import ExtensionProtocol

/// grpc.reflection.v1 and v1alpha: tells tools such as grpcurl which services a server has, and what their messages look like.
package struct ReflectionService: Sendable {
    private static let versions = ["v1", "v1alpha"]

    private let services: [String]

    /// `methods` are the server's other rpcs; its own it adds itself.
    package init(methods: [RPCMethod]) {
        let own = Self.versions.map { "grpc.reflection.\($0).ServerReflection" }
        services = Set(methods.map(\.serviceName) + own).sorted()
    }

    package var methods: [RPCMethod] {
        Self.versions.map { version in
            .streaming("/grpc.reflection.\(version).ServerReflection/ServerReflectionInfo") { requests, responses in
                for try await bytes in requests { try await responses.send(answer(bytes).encoded()) }
            }
        }
    }

    private func answer(_ bytes: [UInt8]) throws -> ReflectionResponse {
        do throws(WireError) {
            let request = try ReflectionRequest(bytes)
            return ReflectionResponse(to: request, answer(request.question))
        } catch {
            throw RPCError(.invalidArgument, "the request isn't a valid ServerReflectionRequest: \(error)")
        }
    }

    func answer(_ question: ReflectionRequest.Question?) -> ReflectionResponse.Answer {
        switch question {
        case .services: .services(services)
        case .file(let name): file(named: name) { $0.name == name }
        case .fileContainingSymbol(let symbol): file(named: symbol) { $0.symbols.contains(symbol) }
        case .extensionNumbers(let type): declares(type) ? .extensionNumbers(type: type) : notFound(type)
        case .fileContainingExtension(let type): notFound("an extension of \(type)")
        case nil: .error(code: Int32(RPCStatus.Code.invalidArgument.rawValue), message: "the request asks for nothing")
        }
    }

    private func file(named name: String, where isIt: (FileDescriptor) -> Bool) -> ReflectionResponse.Answer {
        FileDescriptors.all.first(where: isIt).map { .files([$0.bytes]) } ?? notFound(name)
    }

    private func declares(_ symbol: String) -> Bool { FileDescriptors.all.contains { $0.symbols.contains(symbol) } }

    private func notFound(_ name: String) -> ReflectionResponse.Answer {
        .error(code: Int32(RPCStatus.Code.notFound.rawValue), message: "\(name) isn't known here")
    }
}

extension RPCMethod {
    /// `package.Service` of `/package.Service/Method`.
    fileprivate var serviceName: String { String(path.dropFirst().prefix { $0 != "/" }) }
}
