// The events and their values are declared beside their wire codec; users of the kit see them as the kit's own.
@_exported public import ExtensionProtocol
