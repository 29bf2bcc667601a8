/// What Prometheus wants to know of `/proc/self/stat`.
///
/// https://man7.org/linux/man-pages/man5/proc_pid_stat.5.html
struct ProcessStat: Sendable, Hashable {
    /// In user and in kernel mode, in clock ticks.
    let cpuTicks: UInt64
    /// Since the system booted, in clock ticks.
    let startTicks: UInt64
    let residentPages: UInt64

    /// Nil if the text isn't in the kernel's format. Fields are counted behind the last parenthesis, since a program's name may hold any.
    init?(parsing text: String) {
        guard let nameEnd = text.lastIndex(of: ")") else { return nil }
        let fields = text[nameEnd...].split(whereSeparator: \.isWhitespace).dropFirst()
        // The first field here is the manual's third.
        func field(_ number: Int) -> UInt64? {
            let index = fields.startIndex + number - 3
            return fields.indices.contains(index) ? UInt64(fields[index]) : nil
        }
        guard let user = field(14), let system = field(15), let start = field(22), let pages = field(24) else { return nil }
        cpuTicks = user &+ system
        startTicks = start
        residentPages = pages
    }
}
