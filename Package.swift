// swift-tools-version: 6.2
import PackageDescription

/// Swift 6 mode, the upcoming features of today's server packages, and no warnings, for every target.
let settings: [SwiftSetting] = [
    .swiftLanguageMode(.v6),
    .enableUpcomingFeature("ExistentialAny"),
    .enableUpcomingFeature("InternalImportsByDefault"),
    .enableUpcomingFeature("MemberImportVisibility"),
    .enableUpcomingFeature("NonisolatedNonsendingByDefault"),
    .treatAllWarnings(as: .error),
]

let package = Package(
    name: "swift-emqx-extensions",
    platforms: [.macOS(.v26)],
    products: [
        .library(name: "HookProviderKit", targets: ["HookProviderKit"]),
        .library(name: "ConnectionHandlerKit", targets: ["ConnectionHandlerKit"]),
        .library(name: "ExtensionMetrics", targets: ["ExtensionMetrics"]),
        .library(name: "ExtensionTestKit", targets: ["ExtensionTestKit"]),
        .library(name: "ReferenceGateway", targets: ["ReferenceGateway"]),
        .executable(name: "extension-gateway", targets: ["extension-gateway"]),
        .executable(name: "echo-handler", targets: ["echo-handler"]),
        .executable(name: "line-handler", targets: ["line-handler"]),
        .executable(name: "hook-auth-postgres", targets: ["hook-auth-postgres"]),
        .executable(name: "hook-logger", targets: ["hook-logger"]),
        .executable(name: "hook-replay", targets: ["hook-replay"]),
        .executable(name: "hook-store-postgres", targets: ["hook-store-postgres"]),
    ],
    dependencies: [
        .package(url: "https://github.com/apple/swift-nio", from: "2.101.0"),
        .package(url: "https://github.com/apple/swift-log", from: "1.16.0"),
        .package(url: "https://github.com/apple/swift-metrics", from: "2.13.0"),
        .package(url: "https://github.com/apple/swift-distributed-tracing", from: "1.7.0"),
        .package(url: "https://github.com/apple/swift-service-context", from: "1.5.0"),
        .package(url: "https://github.com/swift-server/swift-service-lifecycle", from: "2.13.0"),
        .package(url: "https://github.com/apple/swift-argument-parser", from: "1.8.0"),
        .package(url: "https://github.com/apple/swift-protobuf", from: "1.39.0"),
        .package(url: "https://github.com/jpsim/Yams", from: "6.2.0"),
    ],
    targets: [
        .systemLibrary(
            name: "CExtensionNghttp2",
            pkgConfig: "libnghttp2",
            providers: [.apt(["libnghttp2-dev"]), .brew(["libnghttp2"])]
        ),
        .systemLibrary(
            name: "CExtensionZlib",
            pkgConfig: "zlib",
            providers: [.apt(["zlib1g-dev"]), .brew(["zlib"])]
        ),
        .systemLibrary(
            name: "CExtensionOpenSSL",
            pkgConfig: "openssl",
            providers: [.apt(["libssl-dev"]), .brew(["openssl@3"])]
        ),
        .systemLibrary(
            name: "CExtensionPQ",
            pkgConfig: "libpq",
            providers: [.apt(["libpq-dev"]), .brew(["libpq"])]
        ),
        .systemLibrary(
            name: "CExtensionCrypt",
            pkgConfig: "libcrypt",
            providers: [.apt(["libcrypt-dev"]), .brew(["libxcrypt"])]
        ),

        .target(name: "ExtensionProtocol", swiftSettings: settings),
        .target(
            name: "ExtensionGRPC",
            dependencies: [
                "CExtensionNghttp2",
                "CExtensionZlib",
                .product(name: "NIOCore", package: "swift-nio"),
                .product(name: "NIOPosix", package: "swift-nio"),
                .product(name: "NIOConcurrencyHelpers", package: "swift-nio"),
                .product(name: "Logging", package: "swift-log"),
            ],
            swiftSettings: settings
        ),
        .target(
            name: "ExtensionTLS",
            dependencies: [
                "CExtensionOpenSSL",
                .product(name: "NIOCore", package: "swift-nio"),
                .product(name: "NIOConcurrencyHelpers", package: "swift-nio"),
                .product(name: "Logging", package: "swift-log"),
            ],
            swiftSettings: settings
        ),
        .target(
            name: "ExtensionMetrics",
            dependencies: [
                .product(name: "NIOCore", package: "swift-nio"),
                .product(name: "NIOPosix", package: "swift-nio"),
                .product(name: "NIOHTTP1", package: "swift-nio"),
                .product(name: "NIOConcurrencyHelpers", package: "swift-nio"),
                .product(name: "CoreMetrics", package: "swift-metrics"),
                .product(name: "Logging", package: "swift-log"),
                .product(name: "ServiceLifecycle", package: "swift-service-lifecycle"),
            ],
            swiftSettings: settings
        ),
        .target(
            name: "ExtensionServices",
            dependencies: [
                "ExtensionProtocol",
                "ExtensionGRPC",
                "ExtensionTLS",
                .product(name: "NIOCore", package: "swift-nio"),
                .product(name: "NIOPosix", package: "swift-nio"),
                .product(name: "NIOConcurrencyHelpers", package: "swift-nio"),
                .product(name: "Logging", package: "swift-log"),
                .product(name: "CoreMetrics", package: "swift-metrics"),
                .product(name: "Instrumentation", package: "swift-distributed-tracing"),
                .product(name: "Tracing", package: "swift-distributed-tracing"),
                .product(name: "ServiceContextModule", package: "swift-service-context"),
                .product(name: "ServiceLifecycle", package: "swift-service-lifecycle"),
                .product(name: "UnixSignals", package: "swift-service-lifecycle"),
            ],
            swiftSettings: settings
        ),
        .target(
            name: "ExtensionPostgres",
            dependencies: [
                "CExtensionPQ",
                .product(name: "NIOCore", package: "swift-nio"),
                .product(name: "NIOPosix", package: "swift-nio"),
                .product(name: "NIOConcurrencyHelpers", package: "swift-nio"),
                .product(name: "Logging", package: "swift-log"),
            ],
            swiftSettings: settings
        ),
        .target(
            name: "HookProviderKit",
            dependencies: [
                "ExtensionProtocol",
                "ExtensionGRPC",
                "ExtensionTLS",
                "ExtensionServices",
                .product(name: "NIOCore", package: "swift-nio"),
                .product(name: "NIOPosix", package: "swift-nio"),
                .product(name: "NIOConcurrencyHelpers", package: "swift-nio"),
                .product(name: "Logging", package: "swift-log"),
                .product(name: "CoreMetrics", package: "swift-metrics"),
                .product(name: "Instrumentation", package: "swift-distributed-tracing"),
                .product(name: "Tracing", package: "swift-distributed-tracing"),
                .product(name: "ServiceContextModule", package: "swift-service-context"),
                .product(name: "ServiceLifecycle", package: "swift-service-lifecycle"),
                .product(name: "UnixSignals", package: "swift-service-lifecycle"),
            ],
            swiftSettings: settings
        ),
        .target(
            name: "ConnectionHandlerKit",
            dependencies: [
                "ExtensionProtocol",
                "ExtensionGRPC",
                "ExtensionTLS",
                "ExtensionServices",
                .product(name: "NIOCore", package: "swift-nio"),
                .product(name: "NIOPosix", package: "swift-nio"),
                .product(name: "NIOConcurrencyHelpers", package: "swift-nio"),
                .product(name: "Logging", package: "swift-log"),
                .product(name: "CoreMetrics", package: "swift-metrics"),
                .product(name: "Tracing", package: "swift-distributed-tracing"),
                .product(name: "ServiceLifecycle", package: "swift-service-lifecycle"),
            ],
            swiftSettings: settings
        ),

        .target(
            name: "ExtensionTestKit",
            dependencies: [
                "ConnectionHandlerKit",
                "HookProviderKit",
                "ExtensionServices",
                "ExtensionProtocol",
                "ExtensionGRPC",
                .product(name: "NIOCore", package: "swift-nio"),
                .product(name: "NIOPosix", package: "swift-nio"),
                .product(name: "NIOConcurrencyHelpers", package: "swift-nio"),
                .product(name: "Logging", package: "swift-log"),
            ],
            swiftSettings: settings
        ),

        .target(
            name: "ReferenceGateway",
            dependencies: [
                "ExtensionProtocol",
                "ExtensionGRPC",
                "ExtensionTLS",
                "ExtensionServices",
                .product(name: "NIOCore", package: "swift-nio"),
                .product(name: "NIOPosix", package: "swift-nio"),
                .product(name: "NIOConcurrencyHelpers", package: "swift-nio"),
                .product(name: "CoreMetrics", package: "swift-metrics"),
                .product(name: "Logging", package: "swift-log"),
                .product(name: "ServiceLifecycle", package: "swift-service-lifecycle"),
                .product(name: "UnixSignals", package: "swift-service-lifecycle"),
                .product(name: "Yams", package: "Yams"),
            ],
            swiftSettings: settings
        ),
        .executableTarget(
            name: "extension-gateway",
            dependencies: [
                "ReferenceGateway",
                "ExtensionServices",
                "ServiceCommand",
                .product(name: "ArgumentParser", package: "swift-argument-parser"),
                .product(name: "NIOCore", package: "swift-nio"),
            ],
            path: "Sources/Samples/extension-gateway",
            exclude: ["gateway.yaml"],
            swiftSettings: settings
        ),

        // What the executables share: their options, and the process around a provider.
        .target(
            name: "ServiceCommand",
            dependencies: [
                "ExtensionServices",
                "ExtensionMetrics",
                "ExtensionTLS",
                .product(name: "ArgumentParser", package: "swift-argument-parser"),
                .product(name: "Logging", package: "swift-log"),
                .product(name: "Metrics", package: "swift-metrics"),
                .product(name: "NIOConcurrencyHelpers", package: "swift-nio"),
                .product(name: "NIOCore", package: "swift-nio"),
                .product(name: "ServiceLifecycle", package: "swift-service-lifecycle"),
                .product(name: "UnixSignals", package: "swift-service-lifecycle"),
            ],
            path: "Sources/Samples/ServiceCommand",
            swiftSettings: settings
        ),
        // The same for those with a database.
        .target(
            name: "PostgresCommand",
            dependencies: [
                "ExtensionPostgres",
                .product(name: "ArgumentParser", package: "swift-argument-parser"),
                .product(name: "Logging", package: "swift-log"),
            ],
            path: "Sources/Samples/PostgresCommand",
            swiftSettings: settings
        ),
        .executableTarget(
            name: "echo-handler",
            dependencies: [
                "ConnectionHandlerKit",
                "HandlerCommand",
                .product(name: "ArgumentParser", package: "swift-argument-parser"),
                .product(name: "NIOCore", package: "swift-nio"),
            ],
            path: "Sources/Samples/echo-handler",
            swiftSettings: settings
        ),
        .executableTarget(
            name: "line-handler",
            dependencies: [
                "ConnectionHandlerKit",
                "HandlerCommand",
                .product(name: "ArgumentParser", package: "swift-argument-parser"),
            ],
            path: "Sources/Samples/line-handler",
            swiftSettings: settings
        ),
        // What the handlers among them share.
        .target(
            name: "HandlerCommand",
            dependencies: [
                "ConnectionHandlerKit",
                "ServiceCommand",
                .product(name: "ArgumentParser", package: "swift-argument-parser"),
            ],
            path: "Sources/Samples/HandlerCommand",
            swiftSettings: settings
        ),
        .executableTarget(
            name: "hook-logger",
            dependencies: [
                "HookProviderKit",
                "ServiceCommand",
                .product(name: "ArgumentParser", package: "swift-argument-parser"),
                .product(name: "Logging", package: "swift-log"),
                .product(name: "UnixSignals", package: "swift-service-lifecycle"),
            ],
            path: "Sources/Samples/hook-logger",
            swiftSettings: settings
        ),
        .executableTarget(
            name: "hook-replay",
            dependencies: [
                "ExtensionProtocol",
                "ExtensionGRPC",
                "CExtensionZlib",
                .product(name: "ArgumentParser", package: "swift-argument-parser"),
                .product(name: "Logging", package: "swift-log"),
                .product(name: "NIOCore", package: "swift-nio"),
                .product(name: "NIOPosix", package: "swift-nio"),
            ],
            path: "Sources/Samples/hook-replay",
            swiftSettings: settings
        ),

        // What hook-store-postgres does.
        .target(
            name: "MessageStore",
            dependencies: [
                "HookProviderKit",
                "ExtensionServices",
                "ExtensionPostgres",
                "MessageSpool",
                "PostgresCommand",
                "ServiceCommand",
                .product(name: "CoreMetrics", package: "swift-metrics"),
                .product(name: "Logging", package: "swift-log"),
                .product(name: "NIOConcurrencyHelpers", package: "swift-nio"),
                .product(name: "NIOCore", package: "swift-nio"),
                .product(name: "ServiceLifecycle", package: "swift-service-lifecycle"),
            ],
            path: "Sources/Samples/MessageStore",
            swiftSettings: settings
        ),
        .executableTarget(
            name: "hook-store-postgres",
            dependencies: [
                "MessageStore",
                "HookProviderKit",
                "ExtensionMetrics",
                "ExtensionPostgres",
                "PostgresCommand",
                "ServiceCommand",
                .product(name: "ArgumentParser", package: "swift-argument-parser"),
                .product(name: "Logging", package: "swift-log"),
            ],
            path: "Sources/Samples/hook-store-postgres",
            swiftSettings: settings
        ),

        // What hook-auth-postgres decides, without a database: hashes, rules and query templates in EMQX's conventions.
        .target(
            name: "PostgresAuthentication",
            dependencies: ["ExtensionProtocol", "CExtensionOpenSSL", "CExtensionCrypt"],
            path: "Sources/Samples/PostgresAuthentication",
            swiftSettings: settings
        ),

        // What hook-auth-postgres decides with one.
        .target(
            name: "PostgresAuthenticator",
            dependencies: [
                "PostgresAuthentication",
                "HookProviderKit",
                "ExtensionProtocol",
                "ExtensionGRPC",
                "ExtensionMetrics",
                "ExtensionServices",
                "ExtensionPostgres",
                "PostgresCommand",
                "ServiceCommand",
                .product(name: "NIOCore", package: "swift-nio"),
                .product(name: "NIOConcurrencyHelpers", package: "swift-nio"),
                .product(name: "Logging", package: "swift-log"),
                .product(name: "CoreMetrics", package: "swift-metrics"),
                .product(name: "ServiceLifecycle", package: "swift-service-lifecycle"),
            ],
            path: "Sources/Samples/PostgresAuthenticator",
            swiftSettings: settings
        ),
        .executableTarget(
            name: "hook-auth-postgres",
            dependencies: [
                "PostgresAuthenticator",
                "PostgresAuthentication",
                "PostgresCommand",
                "ServiceCommand",
                "HookProviderKit",
                "ExtensionPostgres",
                .product(name: "ArgumentParser", package: "swift-argument-parser"),
                .product(name: "Logging", package: "swift-log"),
            ],
            path: "Sources/Samples/hook-auth-postgres",
            swiftSettings: settings
        ),
        // What scripts/bench auth measures. Here and not in Benchmarks, whose package can't see the authenticator.
        .executableTarget(
            name: "auth-hooks",
            dependencies: [
                "PostgresAuthenticator",
                "PostgresAuthentication",
                "HookProviderKit",
                "ExtensionPostgres",
                .product(name: "NIOConcurrencyHelpers", package: "swift-nio"),
                .product(name: "Logging", package: "swift-log"),
            ],
            path: "Benchmarks/Sources/auth-hooks",
            swiftSettings: settings
        ),
        // What scripts/faults kills, and scripts/bench has asleep.
        .executableTarget(
            name: "witness-handler",
            dependencies: [
                "ConnectionHandlerKit",
                "HandlerCommand",
                "ServiceCommand",
                "ExtensionServices",
                .product(name: "ArgumentParser", package: "swift-argument-parser"),
                .product(name: "NIOCore", package: "swift-nio"),
            ],
            path: "Faults/Sources/witness-handler",
            swiftSettings: settings
        ),
        // What hook-store-postgres keeps while the database is away: records on the disk, in order, over any crash.
        .target(
            name: "MessageSpool",
            dependencies: [
                "CExtensionZlib",
                .product(name: "NIOPosix", package: "swift-nio"),
                .product(name: "NIOConcurrencyHelpers", package: "swift-nio"),
                .product(name: "Logging", package: "swift-log"),
            ],
            path: "Sources/Samples/MessageSpool",
            swiftSettings: settings
        ),

        // Generated swift-protobuf types: what the wire codec is compared with. Generated code brings its own warnings policy.
        .target(
            name: "ProtocolOracle",
            dependencies: [.product(name: "SwiftProtobuf", package: "swift-protobuf")],
            path: "Tests/ProtocolOracle",
            swiftSettings: [.swiftLanguageMode(.v6)]
        ),
        .target(
            name: "RecordedTraffic",
            dependencies: ["CExtensionZlib"],
            path: "Tests/RecordedTraffic",
            swiftSettings: settings
        ),
        // An HTTP/2 client, and a server, of blocking sockets that send any bytes, wrong ones too.
        .target(
            name: "RawHTTP2",
            dependencies: ["CExtensionNghttp2", .product(name: "NIOConcurrencyHelpers", package: "swift-nio")],
            path: "Tests/RawHTTP2",
            swiftSettings: settings
        ),
        // The load of the benchmarks of the services on PostgreSQL.
        .executableTarget(
            name: "publish-load",
            dependencies: [
                "ExtensionProtocol",
                "ExtensionGRPC",
                .product(name: "ArgumentParser", package: "swift-argument-parser"),
                .product(name: "NIOConcurrencyHelpers", package: "swift-nio"),
                .product(name: "NIOCore", package: "swift-nio"),
                .product(name: "NIOPosix", package: "swift-nio"),
            ],
            path: "Tests/PublishLoad",
            swiftSettings: settings
        ),
        .target(name: "SeededRandom", path: "Tests/SeededRandom", swiftSettings: settings),
        .target(
            name: "Gates",
            dependencies: [.product(name: "NIOConcurrencyHelpers", package: "swift-nio")],
            path: "Tests/Gates",
            swiftSettings: settings
        ),
        .target(name: "Programs", path: "Tests/Programs", swiftSettings: settings),
        .target(
            name: "RecordedLogging",
            dependencies: [
                .product(name: "NIOConcurrencyHelpers", package: "swift-nio"),
                .product(name: "Logging", package: "swift-log"),
            ],
            path: "Tests/RecordedLogging",
            swiftSettings: settings
        ),
        // The openssl command line as a peer, and certificates that it makes for a run of the tests.
        .target(
            name: "OpenSSLPeer",
            dependencies: ["ExtensionTLS", .product(name: "NIOConcurrencyHelpers", package: "swift-nio")],
            path: "Tests/OpenSSLPeer",
            swiftSettings: settings
        ),
        // A PostgreSQL of the tests' own.
        .target(name: "PostgresPeer", dependencies: ["Programs"], path: "Tests/PostgresPeer", swiftSettings: settings),
        .testTarget(
            name: "ExtensionProtocolTests",
            dependencies: [
                "ExtensionProtocol",
                "SeededRandom",
                "ProtocolOracle",
                "RecordedTraffic",
                .product(name: "SwiftProtobuf", package: "swift-protobuf"),
            ],
            swiftSettings: settings
        ),
        .testTarget(
            name: "ExtensionGRPCTests",
            dependencies: [
                "ExtensionGRPC",
                "RawHTTP2",
                "RecordedLogging",
                "SeededRandom",
                "CExtensionNghttp2",
                "CExtensionZlib",
                .product(name: "NIOCore", package: "swift-nio"),
                .product(name: "NIOPosix", package: "swift-nio"),
                .product(name: "NIOEmbedded", package: "swift-nio"),
                .product(name: "NIOConcurrencyHelpers", package: "swift-nio"),
                .product(name: "Logging", package: "swift-log"),
            ],
            swiftSettings: settings
        ),
        .testTarget(
            name: "ExtensionPostgresTests",
            dependencies: [
                "ExtensionPostgres",
                "PostgresPeer",
                "Programs",
                "RecordedLogging",
                .product(name: "NIOCore", package: "swift-nio"),
                .product(name: "NIOConcurrencyHelpers", package: "swift-nio"),
                .product(name: "Logging", package: "swift-log"),
            ],
            swiftSettings: settings
        ),
        .testTarget(
            name: "PostgresAuthenticationTests",
            dependencies: ["PostgresAuthentication", "ExtensionProtocol", "SeededRandom"],
            swiftSettings: settings
        ),
        // A process that appends to a spool, to be killed and traced.
        .executableTarget(
            name: "spool-writer",
            dependencies: ["MessageSpool", .product(name: "Logging", package: "swift-log")],
            path: "Tests/SpoolWriter",
            swiftSettings: settings
        ),
        .testTarget(
            name: "MessageSpoolTests",
            dependencies: [
                "MessageSpool",
                "spool-writer",
                "SeededRandom",
                "RecordedLogging",
                .product(name: "NIOConcurrencyHelpers", package: "swift-nio"),
                .product(name: "Logging", package: "swift-log"),
            ],
            swiftSettings: settings
        ),
        .testTarget(
            name: "MessageStoreTests",
            dependencies: [
                "MessageStore",
                "MessageSpool",
                "PostgresCommand",
                "ServiceCommand",
                "ExtensionPostgres",
                "ExtensionTestKit",
                "HookProviderKit",
                "PostgresPeer",
                "Programs",
                "RecordedLogging",
                "SeededRandom",
                .product(name: "NIOCore", package: "swift-nio"),
                .product(name: "NIOConcurrencyHelpers", package: "swift-nio"),
                .product(name: "Logging", package: "swift-log"),
            ],
            swiftSettings: settings
        ),
        .testTarget(
            name: "PostgresAuthenticatorTests",
            dependencies: [
                "PostgresAuthenticator",
                "PostgresAuthentication",
                "ExtensionPostgres",
                "ExtensionTestKit",
                "HookProviderKit",
                "ExtensionMetrics",
                "PostgresCommand",
                "PostgresPeer",
                "Programs",
                "RecordedLogging",
                .product(name: "NIOCore", package: "swift-nio"),
                .product(name: "NIOConcurrencyHelpers", package: "swift-nio"),
                .product(name: "Logging", package: "swift-log"),
            ],
            swiftSettings: settings
        ),
        .testTarget(
            name: "ExtensionTLSTests",
            dependencies: [
                "ExtensionTLS",
                "CExtensionOpenSSL",
                "OpenSSLPeer",
                .product(name: "NIOCore", package: "swift-nio"),
                .product(name: "NIOPosix", package: "swift-nio"),
                .product(name: "NIOEmbedded", package: "swift-nio"),
                .product(name: "NIOConcurrencyHelpers", package: "swift-nio"),
                .product(name: "Logging", package: "swift-log"),
            ],
            swiftSettings: settings
        ),
        .testTarget(
            name: "ExtensionMetricsTests",
            dependencies: [
                "ExtensionMetrics",
                "Programs",
                .product(name: "NIOCore", package: "swift-nio"),
                .product(name: "NIOPosix", package: "swift-nio"),
                .product(name: "NIOConcurrencyHelpers", package: "swift-nio"),
                .product(name: "Metrics", package: "swift-metrics"),
                .product(name: "Logging", package: "swift-log"),
                .product(name: "ServiceLifecycle", package: "swift-service-lifecycle"),
            ],
            swiftSettings: settings
        ),
        .testTarget(
            name: "HookProviderKitTests",
            dependencies: [
                "HookProviderKit",
                "Gates",
                "SeededRandom",
                "ExtensionTestKit",
                "ExtensionProtocol",
                "ExtensionGRPC",
                "RecordedLogging",
                "RecordedTraffic",
                "ProtocolOracle",
                .product(name: "SwiftProtobuf", package: "swift-protobuf"),
                .product(name: "NIOCore", package: "swift-nio"),
                .product(name: "NIOPosix", package: "swift-nio"),
                .product(name: "NIOConcurrencyHelpers", package: "swift-nio"),
                .product(name: "Logging", package: "swift-log"),
                .product(name: "CoreMetrics", package: "swift-metrics"),
                .product(name: "MetricsTestKit", package: "swift-metrics"),
                .product(name: "Tracing", package: "swift-distributed-tracing"),
                .product(name: "InMemoryTracing", package: "swift-distributed-tracing"),
            ],
            swiftSettings: settings
        ),
        .testTarget(
            name: "ConnectionHandlerKitTests",
            dependencies: [
                "ConnectionHandlerKit",
                "Gates",
                "Programs",
                "ExtensionTestKit",
                "HandlerCommand",
                "ExtensionProtocol",
                "ExtensionGRPC",
                "ExtensionServices",
                "ExtensionTLS",
                "OpenSSLPeer",
                "RawHTTP2",
                "RecordedLogging",
                "RecordedTraffic",
                .product(name: "ArgumentParser", package: "swift-argument-parser"),
                .product(name: "NIOCore", package: "swift-nio"),
                .product(name: "NIOPosix", package: "swift-nio"),
                .product(name: "NIOConcurrencyHelpers", package: "swift-nio"),
                .product(name: "Logging", package: "swift-log"),
                .product(name: "CoreMetrics", package: "swift-metrics"),
                .product(name: "MetricsTestKit", package: "swift-metrics"),
                .product(name: "Tracing", package: "swift-distributed-tracing"),
                .product(name: "InMemoryTracing", package: "swift-distributed-tracing"),
            ],
            swiftSettings: settings
        ),
        .testTarget(
            name: "ReferenceGatewayTests",
            dependencies: [
                "ReferenceGateway",
                "Gates",
                "ExtensionProtocol",
                "ExtensionGRPC",
                "ExtensionTLS",
                "ExtensionServices",
                "OpenSSLPeer",
                "RawHTTP2",
                "RecordedLogging",
                "SeededRandom",
                .product(name: "NIOCore", package: "swift-nio"),
                .product(name: "NIOPosix", package: "swift-nio"),
                .product(name: "NIOConcurrencyHelpers", package: "swift-nio"),
                .product(name: "CoreMetrics", package: "swift-metrics"),
                .product(name: "MetricsTestKit", package: "swift-metrics"),
                .product(name: "Logging", package: "swift-log"),
            ],
            swiftSettings: settings
        ),
        .testTarget(
            name: "InteropTests",
            dependencies: [
                "ConnectionHandlerKit",
                "HookProviderKit",
                "ReferenceGateway",
                "Programs",
                "ExtensionProtocol",
                "ExtensionGRPC",
                "ExtensionTLS",
                "ExtensionServices",
                "OpenSSLPeer",
                "RawHTTP2",
                "RecordedLogging",
                "RecordedTraffic",
                .product(name: "NIOCore", package: "swift-nio"),
                .product(name: "NIOPosix", package: "swift-nio"),
                .product(name: "NIOConcurrencyHelpers", package: "swift-nio"),
                .product(name: "Logging", package: "swift-log"),
            ],
            path: "Tests/Interop",
            exclude: ["Python"],
            swiftSettings: settings
        ),
    ]
)
