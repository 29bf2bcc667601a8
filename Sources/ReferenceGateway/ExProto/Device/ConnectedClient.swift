/// What a device is to the broker, once that knows it.
struct ConnectedClient: Sendable {
    let clientID: String
    let mountpoint: Mountpoint
    let session: any BrokerSession
}
