import Foundation
import HookProviderKit

extension [Property] {
    /// MQTT's own properties have one value each; of a repeated name the last counts.
    var jsonObject: String {
        json(Dictionary(map { ($0.name.storable, $0.value.storable) }) { $1 })
    }

    /// In the client's order, with names that come twice.
    var jsonPairs: String { json(map { [$0.name.storable, $0.value.storable] }) }

    private func json(_ value: some Encodable) -> String {
        let encoder = JSONEncoder()
        encoder.outputFormatting = [.sortedKeys, .withoutEscapingSlashes]
        // Strings in arrays and dictionaries can always be encoded.
        return (try? encoder.encode(value)).map { String(decoding: $0, as: UTF8.self) } ?? "null"
    }
}
