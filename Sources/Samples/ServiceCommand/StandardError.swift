import Foundation

/// Where everything goes that isn't a program's result.
package enum StandardError {
    package static func write(_ line: String) { try? FileHandle.standardError.write(contentsOf: Data((line + "\n").utf8)) }
}
