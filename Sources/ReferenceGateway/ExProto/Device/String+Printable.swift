extension String {
    /// The text for a line of the log: short, and without what would make another line of it.
    var printable: String {
        let shown = unicodeScalars.prefix(300).map { $0.value < 0x20 || $0.value == 0x7f ? "\u{fffd}" : $0 }
        return String(String.UnicodeScalarView(shown))
    }
}
