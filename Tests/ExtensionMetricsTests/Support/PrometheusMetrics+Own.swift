import ExtensionMetrics

extension PrometheusMetrics {
    /// The exposition without the metrics of the process, which come last.
    var ownText: String {
        let text = text()
        return text.firstRange(of: "# HELP process_cpu_seconds_total").map { String(text[..<$0.lowerBound]) } ?? text
    }

    /// The samples alone.
    var samples: [String] { ownText.split(separator: "\n").filter { !$0.hasPrefix("#") }.map(String.init) }
}
