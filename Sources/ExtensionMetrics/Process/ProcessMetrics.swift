#if canImport(Musl)
import Musl
#elseif canImport(Glibc)
import Glibc
#endif

/// The metrics of the process that Prometheus' own client libraries have, under the same names. They exist on Linux only.
///
/// https://prometheus.io/docs/instrumenting/writing_clientlibs/#process-metrics
struct ProcessMetrics: Sendable, Hashable {
    var cpuSeconds: Double
    var openDescriptors: Int
    var residentBytes: UInt64
    /// Since the Unix epoch.
    var startSeconds: Double

    static let names = ["process_cpu_seconds_total", "process_open_fds", "process_resident_memory_bytes", "process_start_time_seconds"]

    func write(to text: inout ExpositionText) {
        text.single("process_cpu_seconds_total", .counter, help: "Time on the CPU, in user and kernel mode, in seconds.", cpuSeconds)
        text.single("process_open_fds", .gauge, help: "Open file descriptors.", Double(openDescriptors))
        text.single("process_resident_memory_bytes", .gauge, help: "Resident memory in bytes.", Double(residentBytes))
        text.single("process_start_time_seconds", .gauge, help: "When the process started, in seconds since 1970 (UTC).", startSeconds)
    }
}

extension ExpositionText {
    /// A family of one sample without labels.
    fileprivate mutating func single(_ name: String, _ type: MetricType, help: String, _ value: Double) {
        beginFamily(name, type, help: help)
        sample(SeriesIdentity(label: name, dimensions: [], type: type), value)
    }
}

extension ProcessMetrics {
    #if os(Linux)
    /// Read once: the kernel's answer moves with corrections of the clock, and a start time that changes looks like a restart.
    private static let bootSeconds = ProcFile.text("/proc/stat").flatMap(bootTime(parsing:))
    #endif

    /// As they are now; nil where there is no `/proc`.
    static func current() -> ProcessMetrics? {
        #if os(Linux)
        guard let stat = ProcFile.text("/proc/self/stat").flatMap(ProcessStat.init(parsing:)),
            let bootSeconds,
            let openDescriptors = ProcFile.openDescriptors()
        else { return nil }
        let ticksPerSecond = Double(sysconf(Int32(_SC_CLK_TCK)))
        return ProcessMetrics(
            cpuSeconds: Double(stat.cpuTicks) / ticksPerSecond,
            openDescriptors: openDescriptors,
            residentBytes: stat.residentPages * UInt64(sysconf(Int32(_SC_PAGESIZE))),
            startSeconds: Double(bootSeconds) + Double(stat.startTicks) / ticksPerSecond
        )
        #else
        return nil
        #endif
    }

    /// The line `btime` of `/proc/stat`, in seconds since 1970.
    static func bootTime(parsing text: String) -> UInt64? {
        text.split(separator: "\n").first { $0.hasPrefix("btime ") }.flatMap { UInt64($0.dropFirst(6)) }
    }
}
