/// How a ``TestBroker`` or a ``TestGateway`` reaches a service that it runs itself. It is gRPC over HTTP/2 either way.
public struct TestTransport: Sendable, Hashable {
    enum Kind { case inProcess, loopback }

    let kind: Kind

    /// Over a pair of connected sockets: no address is bound. The default.
    public static let inProcess = TestTransport(kind: .inProcess)

    /// Over TCP, on a free port of 127.0.0.1.
    public static let loopback = TestTransport(kind: .loopback)
}
