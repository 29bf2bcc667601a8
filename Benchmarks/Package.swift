// swift-tools-version: 6.2
import PackageDescription

/// The services written in Swift. The peers in other languages are built by `scripts/bench`.
///
/// A package of its own: users of the libraries never resolve the stacks that they are compared with. Those have exact versions, so that
/// figures taken on different days compare the same code.
let package = Package(
    name: "benchmarks",
    platforms: [.macOS(.v26)],
    dependencies: [
        .package(name: "swift-emqx-extensions", path: ".."),
        .package(url: "https://github.com/grpc/grpc-swift-2", exact: "2.4.3"),
        .package(url: "https://github.com/grpc/grpc-swift-nio-transport", exact: "2.9.2"),
        .package(url: "https://github.com/grpc/grpc-swift-protobuf", exact: "2.4.1"),
        .package(url: "https://github.com/apple/swift-nio", from: "2.101.0"),
        .package(url: "https://github.com/apple/swift-metrics", from: "2.13.0"),
    ],
    targets: [
        .target(name: "BenchmarkServer", swiftSettings: [.swiftLanguageMode(.v6)]),
        .executableTarget(
            name: "swift-hooks",
            dependencies: [
                "BenchmarkServer",
                .product(name: "HookProviderKit", package: "swift-emqx-extensions"),
                .product(name: "ExtensionMetrics", package: "swift-emqx-extensions"),
                .product(name: "Metrics", package: "swift-metrics"),
            ],
            swiftSettings: [.swiftLanguageMode(.v6)]
        ),
        .executableTarget(
            name: "swift-echo",
            dependencies: [
                "BenchmarkServer",
                .product(name: "ConnectionHandlerKit", package: "swift-emqx-extensions"),
                .product(name: "NIOCore", package: "swift-nio"),
            ],
            swiftSettings: [.swiftLanguageMode(.v6)]
        ),
        .executableTarget(
            name: "grpc-swift-hooks",
            dependencies: [
                "BenchmarkServer",
                .product(name: "GRPCCore", package: "grpc-swift-2"),
                .product(name: "GRPCNIOTransportHTTP2Posix", package: "grpc-swift-nio-transport"),
                .product(name: "GRPCProtobuf", package: "grpc-swift-protobuf"),
                .product(name: "NIOPosix", package: "swift-nio"),
            ],
            swiftSettings: [.swiftLanguageMode(.v6)]
        ),
    ]
)
