extension TopicFilter {
    /// Whether a message of this topic goes to this filter (MQTT 5 section 4.7); a shared filter matches what it would without its group.
    public func matches(_ topic: String) -> Bool {
        let filterBytes = rawValue.utf8.span
        let filterStart = sharePrefixLength(of: filterBytes)
        return levelsMatch(filter: filterBytes.extracting(droppingFirst: filterStart), topic: topic.utf8.span)
    }
}

/// How many bytes `$share/<group>/` or `$queue/` take at the start of a filter.
private func sharePrefixLength(of filter: Span<UInt8>) -> Int {
    guard filter.count >= 7, filter[0] == UInt8(ascii: "$"), filter[6] == slash else { return 0 }
    if startsWith(filter, "$queue/") { return 7 }
    guard startsWith(filter, "$share/") else { return 0 }
    let groupEnd = endOfLevel(in: filter, from: 7)
    return groupEnd < filter.count ? groupEnd + 1 : 0
}

private func startsWith(_ bytes: Span<UInt8>, _ prefix: StaticString) -> Bool {
    guard bytes.count >= prefix.utf8CodeUnitCount else { return false }
    for index in 0..<prefix.utf8CodeUnitCount where bytes[index] != prefix.utf8Start[index] { return false }
    return true
}

/// Compares level by level; empty levels are levels, `#` takes the rest and its parent, and neither wildcard at the
/// start takes a topic that starts with `$`.
private func levelsMatch(filter: Span<UInt8>, topic: Span<UInt8>) -> Bool {
    if startsWithDollar(topic), startsWithWildcard(filter) { return false }
    var filterStart = 0
    var topicStart = 0
    while true {
        let filterEnd = endOfLevel(in: filter, from: filterStart)
        if filterEnd == filter.count, isLevel(filter, filterStart, filterEnd, hash) { return true }
        let topicEnd = endOfLevel(in: topic, from: topicStart)
        guard
            isLevel(filter, filterStart, filterEnd, plus)
                || isSameLevel(filter, filterStart..<filterEnd, topic, topicStart..<topicEnd)
        else { return false }
        if topicEnd == topic.count {
            return filterEnd == filter.count || (filterEnd + 2 == filter.count && filter[filterEnd + 1] == hash)
        }
        if filterEnd == filter.count { return false }
        filterStart = filterEnd + 1
        topicStart = topicEnd + 1
    }
}

private func startsWithDollar(_ topic: Span<UInt8>) -> Bool {
    !topic.isEmpty && topic[0] == UInt8(ascii: "$")
}

private func startsWithWildcard(_ filter: Span<UInt8>) -> Bool {
    !filter.isEmpty && (filter[0] == plus || filter[0] == hash)
}

private func endOfLevel(in bytes: Span<UInt8>, from start: Int) -> Int {
    var end = start
    while end < bytes.count, bytes[end] != slash { end += 1 }
    return end
}

private func isLevel(_ bytes: Span<UInt8>, _ start: Int, _ end: Int, _ byte: UInt8) -> Bool {
    end == start + 1 && bytes[start] == byte
}

private func isSameLevel(_ lhs: Span<UInt8>, _ lhsRange: Range<Int>, _ rhs: Span<UInt8>, _ rhsRange: Range<Int>) -> Bool {
    guard lhsRange.count == rhsRange.count else { return false }
    for offset in 0..<lhsRange.count where lhs[lhsRange.lowerBound + offset] != rhs[rhsRange.lowerBound + offset] {
        return false
    }
    return true
}

private let slash = UInt8(ascii: "/")
private let plus = UInt8(ascii: "+")
private let hash = UInt8(ascii: "#")
