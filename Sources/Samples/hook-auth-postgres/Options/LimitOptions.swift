import ArgumentParser
import PostgresAuthenticator

/// What is remembered, and what is bounded.
struct LimitOptions: ParsableArguments {
    @Option(help: ArgumentHelp("How many answers of each query to remember; 0 for none.", valueName: "n"))
    var cacheEntries = 10_000

    @Option(help: ArgumentHelp("How long to remember them; 0 for not at all.", valueName: "seconds"))
    var cacheTtl = 60.0

    @Flag(inversion: .prefixedNo, help: "Know a password again that was found right, for as long as its user is remembered.")
    var rememberPasswords = true

    @Option(help: ArgumentHelp("How many threads compute hashes.", valueName: "n"))
    var hashingThreads = 1

    @Option(help: ArgumentHelp("How many clients may wait for their hash; of more, clients are refused.", valueName: "n"))
    var hashingQueue = 4_096

    @Option(help: ArgumentHelp("How many failures of an address' clients to bear with; 0 for any number.", valueName: "n"))
    var failuresPerAddress = 100

    @Option(help: ArgumentHelp("For how long after its first failure the failures of an address count.", valueName: "seconds"))
    var failureWindow = 60.0

    @Option(help: ArgumentHelp("How many addresses with failures to remember.", valueName: "n"))
    var failureAddresses = 100_000

    func validate() throws {
        try OptionRange.check(cacheEntries, of: "--cache-entries", in: OptionRange.counts)
        try OptionRange.check(cacheTtl, of: "--cache-ttl", in: OptionRange.seconds)
        try OptionRange.check(hashingThreads, of: "--hashing-threads", in: 1...1_024)
        try OptionRange.check(hashingQueue, of: "--hashing-queue", in: 1...OptionRange.counts.upperBound)
        try OptionRange.check(failuresPerAddress, of: "--failures-per-address", in: OptionRange.counts)
        try OptionRange.check(failureWindow, of: "--failure-window", in: OptionRange.seconds)
        try OptionRange.check(failureAddresses, of: "--failure-addresses", in: 1...OptionRange.counts.upperBound)
    }

    func apply(to configuration: inout AuthenticatorConfiguration) {
        configuration.cache.entries = cacheEntries
        configuration.cache.timeToLive = .seconds(cacheTtl)
        configuration.remembersVerifiedPasswords = rememberPasswords
        configuration.hashingThreads = hashingThreads
        configuration.hashingQueueLimit = hashingQueue
        configuration.failures.failures = failuresPerAddress
        configuration.failures.window = .seconds(failureWindow)
        configuration.failures.addresses = failureAddresses
    }
}
