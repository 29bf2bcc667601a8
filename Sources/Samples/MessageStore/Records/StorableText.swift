extension String {
    /// U+FFFD for U+0000, which PostgreSQL can't store and MQTT doesn't allow (MQTT 5, 1.5.4): the rest is worth keeping.
    var storable: String {
        guard utf8.contains(0) else { return self }
        return String(String.UnicodeScalarView(unicodeScalars.map { $0 == "\0" ? "\u{FFFD}" : $0 }))
    }
}
