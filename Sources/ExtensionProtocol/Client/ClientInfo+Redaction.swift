extension ClientInfo: CustomReflectable {
    /// The client's fields, with the password hidden.
    public var customMirror: Mirror {
        Mirror(
            self,
            children: [
                "node": node,
                "clientID": clientID,
                "username": username,
                "password": redacted(password),
                "peerHost": peerHost,
                "listenerPort": listenerPort,
                "protocolName": protocolName,
                "mountpoint": mountpoint,
                "isSuperuser": isSuperuser,
                "isAnonymous": isAnonymous,
                "commonName": commonName,
                "distinguishedName": distinguishedName,
                "peerPort": peerPort,
            ],
            displayStyle: .struct
        )
    }
}

extension ClientInfo: CustomStringConvertible, CustomDebugStringConvertible {
    /// The client's fields, with the password hidden.
    public var description: String { describe(self) }
    /// The client's fields, with the password hidden.
    public var debugDescription: String { describe(self) }
}
