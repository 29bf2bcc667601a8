// swift-tools-version: 6.2
import PackageDescription

/// Differential fuzzing of the wire codec against swift-protobuf.
///
/// A package of its own, because `--sanitize=fuzzer` holds for all that a build touches. Its sources are symbolic links into the main
/// package, because the codec is visible inside one package only.
let package = Package(
    name: "Fuzzing",
    platforms: [.macOS(.v26)],
    dependencies: [
        .package(url: "https://github.com/apple/swift-protobuf", from: "1.39.0")
    ],
    targets: [
        .target(name: "ExtensionProtocol", swiftSettings: settings),
        .target(
            name: "ProtocolOracle",
            dependencies: [.product(name: "SwiftProtobuf", package: "swift-protobuf")],
            swiftSettings: [.swiftLanguageMode(.v6)]
        ),
        .target(name: "RecordedTraffic", swiftSettings: settings),
        .executableTarget(
            name: "FuzzCodec",
            dependencies: [
                "ExtensionProtocol",
                "ProtocolOracle",
                "RecordedTraffic",
                .product(name: "SwiftProtobuf", package: "swift-protobuf"),
            ],
            swiftSettings: settings
        ),
    ]
)

/// As in the main package, which the sources are written for.
var settings: [SwiftSetting] {
    [
        .swiftLanguageMode(.v6),
        .enableUpcomingFeature("ExistentialAny"),
        .enableUpcomingFeature("InternalImportsByDefault"),
        .enableUpcomingFeature("MemberImportVisibility"),
        .enableUpcomingFeature("NonisolatedNonsendingByDefault"),
        .treatAllWarnings(as: .error),
    ]
}
