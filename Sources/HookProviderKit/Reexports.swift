// The events and their values are declared beside their wire codec, and TLS is configured in its own module; users of the kit see them as
// the kit's own.
@_exported public import ExtensionProtocol
@_exported public import ExtensionTLS
