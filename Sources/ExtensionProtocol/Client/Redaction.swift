/// What stands in place of a secret: nothing where there is none, so that a missing password can be seen.
func redacted(_ secret: String) -> String {
    secret.isEmpty ? "" : "<redacted>"
}

/// Describes a value by the children of its own mirror, as Swift describes a struct.
func describe<Value: CustomReflectable>(_ value: Value) -> String {
    let fields = value.customMirror.children.map { child in "\(child.label ?? ""): \(String(reflecting: child.value))" }
    return "\(Value.self)(\(fields.joined(separator: ", ")))"
}
