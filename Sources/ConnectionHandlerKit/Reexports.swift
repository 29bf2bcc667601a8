// The values are declared beside their wire codec, and listeners and TLS in modules of their own; users of the kit see them as the kit's own.
@_exported public import ExtensionProtocol
@_exported public import ExtensionServices
@_exported public import ExtensionTLS
